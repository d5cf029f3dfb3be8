package ai.organized.flywheel.experiment.drop;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that was tried, as a foreign format tells it, on its way to an experiment record.
 *
 * <p>It becomes one only when problem, solution and score can be stated; what cannot is never
 * guessed, and makes the trial a refusal that says so. All that the format tells beyond is kept.
 */
final class Trial {
  private final long line;
  private final String place;
  private final ObjectNode record;
  private final List<String> missing = new ArrayList<>();

  /**
   * @param told all fields of the trial, under their own names
   * @param place as in {@link Element.Read}
   */
  Trial(long line, String place, ObjectNode told) {
    this.line = line;
    this.place = place;
    this.record = told;
    if (isAbsent(told.path("account_snapshot"))) {
      told.putObject("account_snapshot");
    }
    if (isAbsent(told.path("sources_used"))) {
      told.putArray("sources_used");
    }
  }

  /** Sets a field of the record, unless the trial itself has it. */
  Trial or(String field, Optional<String> value) {
    if (isAbsent(record.path(field))) {
      value.ifPresentOrElse(text -> record.put(field, text), () -> record.remove(field));
    }
    return this;
  }

  /** As {@link #or}, and without it there is no example. */
  Trial need(String field, Optional<String> value, String otherwise) {
    or(field, value);
    return lack(isAbsent(record.path(field)), otherwise);
  }

  /** For a trial that is no example, whatever else it says. */
  Trial lack(boolean isLacking, String what) {
    if (isLacking) {
      missing.add(what);
    }
    return this;
  }

  Element element(long bytes) {
    return missing.isEmpty()
        ? new Element.Read(line, place, record, bytes)
        : new Element.Refused(
            line, "", (place.isEmpty() ? "" : place + " ") + String.join("; ", missing));
  }

  /** What stands under that name, when it says anything. */
  static Optional<String> text(JsonNode value) {
    return value.isTextual() && !value.asText().isBlank()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  static ObjectNode empty() {
    return Json.STRICT.createObjectNode();
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.asText().isBlank());
  }
}

package ai.organized.flywheel.train.together;

import ai.organized.flywheel.remote.openai.OpenAiReply;
import ai.organized.flywheel.train.TrainingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of a job, of which the provider always tells all, without ids. Here an event is known
 * by its moment and its place among those of the same moment, which stay when others follow.
 */
final class ToldEvents {
  private ToldEvents() {}

  /** The oldest first. */
  static List<TrainingEvent> read(JsonNode list) {
    List<JsonNode> inOrder = new ArrayList<>();
    list.path("data").forEach(inOrder::add);
    inOrder.sort(Comparator.comparing(ToldEvents::at)); // those of one moment stay as they are
    Map<Instant, Integer> places = new HashMap<>();
    List<TrainingEvent> events = new ArrayList<>();
    for (JsonNode event : inOrder) {
      Instant at = at(event);
      int place = places.merge(at, 1, Integer::sum);
      events.add(
          new TrainingEvent(
              at.toEpochMilli() + "-" + place,
              at,
              level(event.path("level").asText()),
              message(event)));
    }
    return events;
  }

  /** To the millisecond, as it is stored. */
  private static Instant at(JsonNode event) {
    try {
      Instant at = Instant.parse(event.path("created_at").asText());
      return Instant.ofEpochMilli(at.toEpochMilli());
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  /**
   * Besides these there are {@code legacy_info}, {@code legacy_iwarning}, {@code legacy_ierror}.
   */
  private static String level(String level) {
    if (level.endsWith("error")) {
      return "error";
    }
    return level.endsWith("warning") ? "warn" : "info";
  }

  private static String message(JsonNode event) {
    String said = OpenAiReply.quoted(event.path("message").asText(""));
    boolean step = event.path("step").asInt() > 0 && event.path("total_steps").asInt() > 0;
    String place =
        step
            ? "step " + event.path("step").asInt() + "/" + event.path("total_steps").asInt() + ": "
            : "";
    return place + (said.isEmpty() ? OpenAiReply.quoted(event.path("type").asText("event")) : said);
  }

  /**
   * @param known id of the newest that is known, or null
   */
  static List<TrainingEvent> newerThan(String known, List<TrainingEvent> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id().equals(known)) {
        return List.copyOf(all.subList(i + 1, all.size()));
      }
    }
    return all;
  }

  static Optional<String> lastError(List<TrainingEvent> all) {
    return all.stream()
        .filter(event -> event.level().equals("error"))
        .reduce((earlier, later) -> later)
        .map(TrainingEvent::message);
  }
}

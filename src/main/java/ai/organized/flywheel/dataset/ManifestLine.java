package ai.organized.flywheel.dataset;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/** Where an example ended up, and why, and where it comes from: one JSON object, on one row. */
final class ManifestLine {
  private ManifestLine() {}

  /**
   * @param number of its line in the file of its part, from 1; 0 when it is in none
   */
  static String of(Decisions decisions, int place, Example example, int number) throws IOException {
    StringWriter line = new StringWriter(400);
    try (JsonGenerator json = Json.STRICT.getFactory().createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("id", example.id());
      json.writeStringField("part", decisions.part(place).word());
      if (number > 0) {
        json.writeNumberField("line", number);
      }
      json.writeNumberField("score", example.score());
      json.writeStringField("run_id", example.runId());
      json.writeStringField("timestamp", example.timestamp().toString());
      json.writeArrayFieldStart("sources");
      for (String source : example.sources()) {
        json.writeString(source);
      }
      json.writeEndArray();
      if (example.accountState().isPresent()) {
        json.writeStringField("account_state_version", example.accountState().get());
      }
      if (decisions.why(place) != Why.NOTHING) {
        json.writeStringField("why", decisions.why(place).words());
      }
      if (decisions.hasOther(place)) {
        json.writeStringField("other", decisions.id(decisions.other(place)));
        json.writeNumberField("similarity", decisions.similarity(place));
      }
      json.writeEndObject();
    }
    return line.toString();
  }
}

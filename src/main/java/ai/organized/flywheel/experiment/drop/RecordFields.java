package ai.organized.flywheel.experiment.drop;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** A record's fields where all that can be stored is text: two of them are JSON in it. */
final class RecordFields {
  private static final Set<String> JSON = Set.of("account_snapshot", "sources_used");

  private RecordFields() {}

  /** A text that should be JSON and is none stays a text, which the record then refuses by name. */
  static void put(ObjectNode record, String field, String text) {
    if (JSON.contains(field)) {
      try {
        record.set(field, Json.STRICT.readTree(text));
        return;
      } catch (JsonProcessingException e) {
        // said by the record: "is no object but a text"
      }
    }
    record.put(field, text);
  }
}

package ai.organized.flywheel.sandbox.chroma;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is kept under an id.
 *
 * @param document a text, or null of JSON
 * @param metadata an object with one key or more, or null of JSON
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record StoredRow(float[] vector, JsonNode document, JsonNode metadata) {

  ArrayNode vectorJson() {
    ArrayNode parts = Json.object().arrayNode();
    for (float part : vector) {
      parts.add(part);
    }
    return parts;
  }

  /** As it is kept when it is new. */
  StoredRow first() {
    return new StoredRow(vector, document, merged(NullNode.getInstance(), metadata));
  }

  /** What an upsert makes of it: keys are merged, and what is not sent stays. */
  StoredRow upserted(StoredRow sent) {
    return new StoredRow(
        sent.vector,
        sent.document.isNull() ? document : sent.document,
        merged(metadata, sent.metadata));
  }

  /** A key that is sent with null goes. */
  private static JsonNode merged(JsonNode old, JsonNode sent) {
    if (!(sent instanceof ObjectNode keysSent)) {
      return old;
    }
    ObjectNode merged = old instanceof ObjectNode keys ? keys.deepCopy() : Json.object();
    merged.setAll(keysSent);
    merged.properties().removeIf(key -> key.getValue().isNull());
    return merged.isEmpty() ? NullNode.getInstance() : merged;
  }
}

package ai.organized.flywheel.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;

/** Cleans the texts of a JSON tree by copying only the branches in which something changed. */
final class JsonTexts {
  /** What becomes of one text. */
  interface Cleaning {
    /**
     * A value.
     *
     * @param key the name over or beside the text; empty for none
     * @param named whether that name says that the text is a secret
     * @return the same instance when it is clean
     */
    String clean(String text, String key, boolean named);

    /** A key: as it is, unless somebody keys a map by addresses or tokens. */
    default String cleanKey(String key) {
      return key;
    }
  }

  private final Cleaning cleaning;

  JsonTexts(Cleaning cleaning) {
    this.cleaning = cleaning;
  }

  JsonNode clean(JsonNode node) {
    return clean(node, "", false);
  }

  private JsonNode clean(JsonNode node, String key, boolean named) {
    if (node instanceof TextNode text) {
      String cleaned = cleaning.clean(text.textValue(), key, named);
      return cleaned.equals(text.textValue()) ? node : TextNode.valueOf(cleaned);
    }
    if (named && node.isNumber()) {
      String cleaned = cleaning.clean(node.asText(), key, true);
      return cleaned.equals(node.asText()) ? node : TextNode.valueOf(cleaned);
    }
    if (node instanceof ObjectNode object) {
      return cleanObject(object, named);
    }
    if (node instanceof ArrayNode array) {
      return cleanArray(array, key, named);
    }
    return node;
  }

  private JsonNode cleanObject(ObjectNode original, boolean named) {
    ObjectNode object = cleanKeys(original);
    SecretPlaces places = new SecretPlaces(object, named);
    ObjectNode copy = null;
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String field = entry.getKey();
      JsonNode value = entry.getValue();
      JsonNode cleaned = clean(value, places.nameOf(field), places.isSecret(field));
      if (!cleaned.equals(value)) {
        if (copy == null) {
          copy = object.objectNode();
          copy.setAll(object);
        }
        copy.set(field, cleaned);
      }
    }
    return copy == null ? object : copy;
  }

  private ObjectNode cleanKeys(ObjectNode object) {
    Map<String, String> cleaned = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String key = cleaning.cleanKey(entry.getKey());
      if (!key.equals(entry.getKey())) {
        cleaned.put(entry.getKey(), key);
      }
    }
    return cleaned.isEmpty() ? object : renamed(object, cleaned);
  }

  /** Keys that became the same are numbered. */
  private static ObjectNode renamed(ObjectNode object, Map<String, String> names) {
    ObjectNode copy = object.objectNode();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String key = names.getOrDefault(entry.getKey(), entry.getKey());
      copy.set(copy.has(key) ? key + " " + (copy.size() + 1) : key, entry.getValue());
    }
    return copy;
  }

  private JsonNode cleanArray(ArrayNode array, String key, boolean named) {
    ArrayNode copy = null;
    for (int i = 0; i < array.size(); i++) {
      JsonNode cleaned = clean(array.get(i), key, named);
      if (!cleaned.equals(array.get(i))) {
        if (copy == null) {
          copy = array.arrayNode(array.size()).addAll(array);
        }
        copy.set(i, cleaned);
      }
    }
    return copy == null ? array : copy;
  }
}

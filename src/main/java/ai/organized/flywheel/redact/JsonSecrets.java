package ai.organized.flywheel.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** Cleans a JSON tree by copying only the branches in which something changed. */
final class JsonSecrets {
  static final int SHORTEST_NAMED = 12;

  private JsonSecrets() {}

  static JsonNode clean(JsonNode node) {
    return clean(node, false);
  }

  /**
   * @param named whether the key above says that this is a secret
   */
  private static JsonNode clean(JsonNode node, boolean named) {
    if (node instanceof TextNode text) {
      return cleanText(text, named);
    }
    if (node instanceof ObjectNode object) {
      return cleanObject(object);
    }
    if (node instanceof ArrayNode array) {
      return cleanArray(array, named);
    }
    return node;
  }

  private static JsonNode cleanText(TextNode node, boolean named) {
    String text = node.textValue();
    String cleaned = named && isWorthHiding(text) ? hidden(text) : Secrets.clean(text);
    return cleaned.equals(text) ? node : TextNode.valueOf(cleaned);
  }

  private static boolean isWorthHiding(String text) {
    boolean reference = text.startsWith("{{") && text.indexOf("}}") == text.length() - 2;
    return text.length() >= SHORTEST_NAMED && !reference;
  }

  /** A secret that was recognised before keeps its kind. */
  private static String hidden(String text) {
    boolean already = text.startsWith("[redacted:") && text.indexOf(']') == text.length() - 1;
    return already ? text : SecretKind.NAMED.replacement();
  }

  private static JsonNode cleanObject(ObjectNode object) {
    // GTM writes {"key": "accessToken", "value": "…"}: the name stands beside the value
    boolean named = object.path("key").isTextual() && SecretName.isKey(object.path("key").asText());
    ObjectNode copy = null;
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String key = entry.getKey();
      JsonNode value = entry.getValue();
      JsonNode cleaned = clean(value, SecretName.isKey(key) || (named && key.equals("value")));
      if (!cleaned.equals(value)) {
        if (copy == null) {
          copy = object.objectNode();
          copy.setAll(object);
        }
        copy.set(key, cleaned);
      }
    }
    return copy == null ? object : copy;
  }

  private static JsonNode cleanArray(ArrayNode array, boolean named) {
    ArrayNode copy = null;
    for (int i = 0; i < array.size(); i++) {
      JsonNode cleaned = clean(array.get(i), named);
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

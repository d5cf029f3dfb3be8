package ai.organized.flywheel.sandbox.gtm;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tag Manager writes {@code CUSTOM_EVENT} in exports and {@code customEvent} in its API. */
final class ApiSpelling {
  private static final Set<String> ENUMS =
      Set.of("type", "tagFiringOption", "consentStatus", "usageContext");
  private static final Pattern SHOUTED = Pattern.compile("[A-Z][A-Z0-9_]+");
  private static final Pattern NEXT_WORD = Pattern.compile("_(.)");

  private ApiSpelling() {}

  /** What an export says, as the API says it. */
  static JsonNode of(JsonNode node) {
    return of("", node);
  }

  private static JsonNode of(String key, JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = Json.object();
      object
          .properties()
          .forEach(field -> copy.set(field.getKey(), of(field.getKey(), field.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode(array.size());
      array.forEach(item -> copy.add(of(key, item)));
      return copy;
    }
    boolean shouted =
        ENUMS.contains(key) && node.isTextual() && SHOUTED.matcher(node.textValue()).matches();
    return shouted ? TextNode.valueOf(camel(node.textValue())) : node;
  }

  private static String camel(String text) {
    return NEXT_WORD
        .matcher(text.toLowerCase(Locale.ROOT))
        .replaceAll(next -> next.group(1).toUpperCase(Locale.ROOT));
  }
}

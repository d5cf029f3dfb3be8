package ai.organized.flywheel.account.gtm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * JSON of Tag Manager as a text that is the same for the same meaning: keys sorted, lists of
 * parameters sorted by key, enums in one spelling, and nothing of what stands for nothing ({@code
 * false}, {@code NOT_SET}, a list that is empty).
 */
final class PlainJson {
  private static final Set<String> ENUMS = Set.of("type", "tagFiringOption", "consentStatus");
  private static final Set<String> DEFAULTS = Set.of("NOT_SET", "ONCE_PER_EVENT");

  private PlainJson() {}

  /** Empty when it says nothing. */
  static String of(JsonNode node) {
    if (node.isObject()) {
      return object(node);
    }
    if (node.isArray()) {
      return array(node);
    }
    if (node.isMissingNode() || node.isNull() || (node.isBoolean() && !node.asBoolean())) {
      return "";
    }
    String text = node.asText();
    return text.isEmpty() ? "" : TextNode.valueOf(text).toString(); // 5 and "5" are the same
  }

  private static String object(JsonNode node) {
    SortedMap<String, String> fields = new TreeMap<>();
    node.properties()
        .forEach(
            field -> {
              String text = of(field.getKey(), field.getValue());
              if (!text.isEmpty()) {
                fields.put(field.getKey(), text);
              }
            });
    boolean onlyAType = fields.size() == 1 && fields.containsKey("type");
    return fields.isEmpty() || onlyAType ? "" : fields.toString();
  }

  /** Of the value of a key, which may be one of Tag Manager's enums. */
  static String of(String key, JsonNode value) {
    if (!ENUMS.contains(key) || !value.isTextual()) {
      return of(value);
    }
    String folded = FoldedEnum.fold(value.textValue());
    return DEFAULTS.contains(folded) ? "" : folded;
  }

  /** Rows of a table keep their order: in a lookup the first one that fits counts. */
  private static String array(JsonNode node) {
    List<String> items = new ArrayList<>();
    boolean keyed = true;
    for (JsonNode item : node) {
      items.add(of(item));
      keyed &= item.hasNonNull("key");
    }
    if (keyed) {
      items.sort(null);
    }
    items.removeIf(String::isEmpty);
    return items.isEmpty() ? "" : items.toString();
  }
}

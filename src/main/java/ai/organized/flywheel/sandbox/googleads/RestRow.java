package ai.organized.flywheel.sandbox.googleads;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A row as Google's REST writes it: nested, in camelCase, whole numbers as texts. */
final class RestRow {
  private static final Pattern NEXT_WORD = Pattern.compile("_([a-z0-9])");

  private RestRow() {}

  /**
   * @param flat by dotted names
   */
  static ObjectNode of(ObjectNode flat) {
    ObjectNode row = Json.object();
    for (Map.Entry<String, JsonNode> each : flat.properties()) {
      List<String> path = List.of(camelCase(each.getKey()).split("\\.", -1));
      ObjectNode place = row;
      for (String step : path.subList(0, path.size() - 1)) {
        place = place.withObject("/" + step);
      }
      place.set(path.get(path.size() - 1), value(each.getValue()));
    }
    return row;
  }

  private static JsonNode value(JsonNode node) {
    if (node.isIntegralNumber()) {
      return Json.object().textNode(node.asText());
    }
    if (node instanceof ArrayNode list) {
      ArrayNode items = Json.object().arrayNode();
      list.forEach(item -> items.add(value(item)));
      return items;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode renamed = Json.object();
      object.properties().forEach(p -> renamed.set(camelCase(p.getKey()), value(p.getValue())));
      return renamed;
    }
    return node;
  }

  private static String camelCase(String name) {
    return NEXT_WORD.matcher(name).replaceAll(next -> next.group(1).toUpperCase(Locale.ROOT));
  }
}

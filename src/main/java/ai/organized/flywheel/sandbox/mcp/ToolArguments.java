package ai.organized.flywheel.sandbox.mcp;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The arguments that a tool takes; a name with a question mark may be left out, and one that is not
 * named here is refused.
 *
 * @param types by name: {@code string}, {@code number}, {@code integer}, {@code strings}
 */
public record ToolArguments(Map<String, String> types) {

  /** From {@code "customer_id: string"}, {@code "limit?: integer"} … */
  public static ToolArguments of(String... nameAndType) {
    Map<String, String> types = new TreeMap<>();
    for (String each : nameAndType) {
      String[] parts = each.split(":\\s*", 2);
      types.put(parts[0], parts[1]);
    }
    return new ToolArguments(types);
  }

  public ObjectNode schema() {
    ObjectNode schema = Json.object().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    types.forEach(
        (name, type) -> {
          boolean optional = name.endsWith("?");
          ObjectNode property = properties.putObject(name.replace("?", ""));
          if (type.equals("strings")) {
            property.put("type", "array").putObject("items").put("type", "string");
          } else {
            property.put("type", type);
          }
          if (!optional) {
            required.add(name);
          }
        });
    return schema.put("additionalProperties", false);
  }

  /** What is wrong with these arguments: {@code fields: missing}. */
  public Optional<String> problem(ObjectNode arguments) {
    for (Map.Entry<String, String> each : types.entrySet()) {
      String name = each.getKey().replace("?", "");
      JsonNode value = arguments.path(name);
      boolean optional = each.getKey().endsWith("?");
      if ((value.isMissingNode() || value.isNull()) && !optional) {
        return Optional.of(name + ": missing");
      }
      if (!value.isMissingNode() && !value.isNull() && !fits(value, each.getValue())) {
        return Optional.of(name + ": not of type " + each.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> each : arguments.properties()) {
      if (!types.containsKey(each.getKey()) && !types.containsKey(each.getKey() + "?")) {
        return Optional.of(each.getKey() + ": unexpected");
      }
    }
    return Optional.empty();
  }

  private static boolean fits(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      default -> value.isArray() && allTexts(value);
    };
  }

  private static boolean allTexts(JsonNode list) {
    for (JsonNode item : list) {
      if (!item.isTextual()) {
        return false;
      }
    }
    return true;
  }
}

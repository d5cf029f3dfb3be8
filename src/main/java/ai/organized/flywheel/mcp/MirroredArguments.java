package ai.organized.flywheel.mcp;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The arguments of a tool that its schema wants repeated in headers ({@code x-mcp-header}). */
final class MirroredArguments {
  private static final String ANNOTATION = "x-mcp-header";
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Set<String> TYPES = Set.of("string", "integer", "boolean");

  private final Map<String, List<String>> pathByHeader = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * @throws RefusedException when an annotation is not as the protocol has it: the tool must then
   *     not be used
   */
  static MirroredArguments of(JsonNode inputSchema) {
    MirroredArguments mirrored = new MirroredArguments();
    mirrored.collect(inputSchema, List.of(), true);
    return mirrored;
  }

  /** Header to value, of the arguments that are there. */
  Map<String, String> headers(JsonNode arguments) {
    Map<String, String> headers = new LinkedHashMap<>();
    pathByHeader.forEach(
        (header, path) -> {
          JsonNode value = arguments;
          for (String step : path) {
            value = value.path(step);
          }
          if (value.isTextual() || value.isIntegralNumber() || value.isBoolean()) {
            headers.put("Mcp-Param-" + header, HeaderText.of(value.asText()));
          }
        });
    return headers;
  }

  /**
   * @param reachable whether {@code properties} alone lead here
   */
  private void collect(JsonNode schema, List<String> path, boolean reachable) {
    if (schema.has(ANNOTATION)) {
      add(schema, path, reachable);
    }
    for (Map.Entry<String, JsonNode> field : schema.properties()) {
      if (field.getKey().equals("properties")) {
        for (Map.Entry<String, JsonNode> property : field.getValue().properties()) {
          collect(property.getValue(), then(path, property.getKey()), reachable);
        }
      } else {
        collectElsewhere(field.getValue());
      }
    }
  }

  private void collectElsewhere(JsonNode schema) {
    if (schema.isArray()) {
      schema.forEach(this::collectElsewhere);
    } else {
      collect(schema, List.of(), false);
    }
  }

  private void add(JsonNode schema, List<String> path, boolean reachable) {
    JsonNode header = schema.get(ANNOTATION);
    String name = header.asText();
    if (!header.isTextual() || !TOKEN.matcher(name).matches()) {
      throw invalid("is no name of a header");
    }
    if (!taken.add(name.toLowerCase(Locale.ROOT))) {
      throw invalid("names one header twice");
    }
    if (!reachable || path.isEmpty()) {
      throw invalid("stands where no argument is certain to be");
    }
    if (!TYPES.contains(schema.path("type").asText())) {
      throw invalid("stands on an argument that is no string, integer or boolean");
    }
    pathByHeader.put(name, path);
  }

  private static List<String> then(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  private static RefusedException invalid(String why) {
    return new RefusedException("invalid_tool", ANNOTATION + " " + why);
  }
}

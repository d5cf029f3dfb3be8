package ai.organized.flywheel.sandbox.gtm;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What one tool of Tag Manager's server takes; anything else is an error of the caller. */
final class GtmArguments {
  private static final List<String> TEXTS =
      List.of("action", "accountId", "containerId", "workspaceId", "resourceType");

  private final String tool;
  private final List<String> actions;

  GtmArguments(String tool, List<String> actions) {
    this.tool = tool;
    this.actions = actions;
  }

  /** Says of itself that it changes things, as it does with other actions. */
  ServedTool tool(Function<ObjectNode, ToolAnswer> work) {
    return new ServedTool(
        tool,
        false,
        schema(),
        Optional.empty(),
        arguments ->
            problem(arguments)
                .map(
                    problem ->
                        ToolAnswer.error(
                            "MCP error -32602: Input validation error: Invalid arguments for tool "
                                + tool
                                + ": "
                                + problem))
                .orElseGet(() -> work.apply(arguments)));
  }

  /** The real ones answer JSON with two blanks of indentation, as text. */
  static ToolAnswer answer(JsonNode json) {
    return ToolAnswer.text(json.toPrettyString());
  }

  private Optional<String> problem(ObjectNode arguments) {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      wrong(argument.getKey(), argument.getValue()).ifPresent(problems::add);
    }
    required(arguments).stream()
        .filter(key -> !arguments.hasNonNull(key))
        .map(key -> key + " is required")
        .forEach(problems::add);
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }

  private List<String> required(ObjectNode arguments) {
    String action = arguments.path("action").asText();
    List<String> required = new ArrayList<>(List.of("action", "accountId"));
    if (!tool.equals("gtm_container") || action.equals("get")) {
      required.add("containerId");
    }
    if (tool.equals("gtm_workspace") && !action.equals("list")) {
      required.add("workspaceId");
    }
    return required;
  }

  private Optional<String> wrong(String key, JsonNode value) {
    if (TEXTS.contains(key)) {
      boolean fits =
          switch (key) {
            case "action" -> actions.contains(value.asText());
            case "resourceType" -> GtmContainers.KINDS.contains(value.asText());
            default -> value.isTextual() && !value.asText().isEmpty();
          };
      return fits ? Optional.empty() : Optional.of(key + " must not be " + value);
    }
    return switch (key) {
      case "page" -> number(key, value, Integer.MAX_VALUE);
      case "itemsPerPage" -> number(key, value, GtmPage.MOST);
      case "includeSummary" ->
          value.isBoolean() ? Optional.empty() : Optional.of(key + " must be a boolean");
      default -> Optional.of("unrecognized key " + key);
    };
  }

  private static Optional<String> number(String key, JsonNode value, int most) {
    boolean fits = value.isInt() && value.asInt() >= 1 && value.asInt() <= most;
    return fits ? Optional.empty() : Optional.of(key + " must be a number from 1 to " + most);
  }

  private ObjectNode schema() {
    ObjectNode schema = Json.object().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    TEXTS.forEach(key -> properties.putObject(key).put("type", "string"));
    ArrayNode known = properties.withObject("/action").putArray("enum");
    actions.forEach(known::add);
    for (String key : List.of("page", "itemsPerPage")) {
      properties.putObject(key).put("type", "number");
    }
    properties.putObject("includeSummary").put("type", "boolean");
    schema.putArray("required").add("action").add("accountId");
    return schema;
  }
}

package ai.organized.flywheel.sandbox.mcp;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.mcp.McpManners.Quirk;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What tools/list and tools/call answer, in both eras. */
final class McpTools {
  private final List<ServedTool> tools;
  private final McpManners manners;

  McpTools(List<ServedTool> tools, McpManners manners) {
    this.tools = List.copyOf(tools);
    this.manners = manners;
  }

  Optional<ServedTool> named(String name) {
    return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
  }

  ObjectNode list(ObjectNode request, JsonNode params) {
    int from = start(params.path("cursor").asText(""));
    if (from < 0) {
      return JsonRpc.error(request.get("id"), JsonRpc.INVALID_PARAMS, "Invalid cursor");
    }
    int to = Math.min(tools.size(), from + manners.pageSize());
    ObjectNode page = Json.object();
    ArrayNode listed = page.putArray("tools");
    tools.subList(from, to).forEach(tool -> listed.add(describe(tool)));
    if (to < tools.size()) {
      page.put("nextCursor", "from-" + to);
    }
    return JsonRpc.result(request, page);
  }

  /** -1 for a cursor that was never handed out. */
  private int start(String cursor) {
    if (cursor.isEmpty()) {
      return 0;
    }
    for (int from = manners.pageSize(); from < tools.size(); from += manners.pageSize()) {
      if (cursor.equals("from-" + from)) {
        return from;
      }
    }
    return -1;
  }

  private ObjectNode describe(ServedTool tool) {
    ObjectNode described = Json.object().put("name", tool.name());
    described.put("description", "A tool of the sandbox");
    described.set("inputSchema", tool.inputSchema());
    tool.outputSchema().ifPresent(schema -> described.set("outputSchema", schema));
    if (!manners.has(Quirk.NO_ANNOTATIONS)) {
      described.putObject("annotations").put("readOnlyHint", tool.readOnly());
    }
    return described;
  }

  /**
   * @param strictly whether an unknown tool is an error of the protocol, as SDK v2 for JavaScript
   *     has it, or a tool that failed, as v1 has it
   */
  ObjectNode call(ObjectNode request, JsonNode params, boolean strictly) {
    String name = params.path("name").asText();
    JsonNode arguments = params.path("arguments");
    if (!arguments.isMissingNode() && !arguments.isObject()) {
      return JsonRpc.error(
          request.get("id"), JsonRpc.INVALID_PARAMS, "Invalid arguments for tool " + name);
    }
    Optional<ServedTool> tool = named(name);
    if (tool.isEmpty() && strictly) {
      return JsonRpc.error(
          request.get("id"), JsonRpc.INVALID_PARAMS, "Tool " + name + " not found");
    }
    ObjectNode given = arguments instanceof ObjectNode object ? object : Json.object();
    ToolAnswer answer =
        tool.isPresent()
            ? tool.get().work().apply(given)
            : ToolAnswer.error("MCP error -32602: Tool " + name + " not found");
    return JsonRpc.result(request, result(answer));
  }

  private static ObjectNode result(ToolAnswer answer) {
    ObjectNode result = Json.object();
    ArrayNode content = result.putArray("content");
    answer.texts().forEach(text -> content.addObject().put("type", "text").put("text", text));
    answer.structured().ifPresent(json -> result.set("structuredContent", json));
    if (answer.error()) {
      result.put("isError", true);
    }
    return result;
  }
}

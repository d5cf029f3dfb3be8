package ai.organized.flywheel.sandbox.stape;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The tools of Stape's MCP server that tell of server containers. A tool does what its argument
 * {@code action} says; the reply is one text, Stape's JSON with all of its keys and credentials in
 * it. What would change anything is refused here.
 *
 * <p>Source: stape-io/stape-mcp-server.
 */
public final class StapeTools {
  private final ObjectNode described;

  private StapeTools(ObjectNode described) {
    this.described = described;
  }

  /**
   * @param json {@code containers}, each with its {@code domains}, in Stape's fields
   */
  public static List<ServedTool> of(String json) {
    StapeTools tools = new StapeTools(Json.described(json));
    return List.of(
        // Stape annotates none of its tools; a client would not call one that says it changes.
        tool("stape_container_crud", true, tools::container),
        tool("stape_container_domains", true, tools::domains),
        tool("stape_container_power_ups", false, arguments -> refused("update the power-up")));
  }

  private static ServedTool tool(
      String name, boolean readOnly, Function<ObjectNode, ToolAnswer> work) {
    ObjectNode schema = Json.object().put("type", "object");
    schema.putObject("properties").putObject("action").put("type", "string");
    return new ServedTool(name, readOnly, schema, Optional.empty(), work);
  }

  private ToolAnswer container(ObjectNode arguments) {
    String action = arguments.path("action").asText();
    return switch (action) {
      case "get" ->
          find(arguments.path("identifier").asText())
              .map(container -> ToolAnswer.text(withoutDomains(container).toPrettyString()))
              .orElseGet(() -> refused("get container"));
      case "get_all" -> {
        ArrayNode all = Json.object().putArray("all");
        described.path("containers").forEach(each -> all.add(withoutDomains(each)));
        yield ToolAnswer.text(all.toPrettyString());
      }
      default -> refused(action + " container");
    };
  }

  private ToolAnswer domains(ObjectNode arguments) {
    Optional<JsonNode> container = find(arguments.path("container").asText());
    if (!arguments.path("action").asText().equals("list") || container.isEmpty()) {
      return refused("perform container domain operation: " + arguments.path("action").asText());
    }
    JsonNode domains = container.get().path("domains");
    int page = Math.max(1, arguments.path("paginationConfig").path("page").asInt(1));
    int perPage = described.path("domains_per_page").asInt(20);
    ObjectNode reply = Json.object();
    ArrayNode items = reply.putArray("items");
    for (int i = (page - 1) * perPage; i < Math.min(domains.size(), page * perPage); i++) {
      items.add(domains.get(i));
    }
    reply.put("page", page).put("perPage", perPage).put("total", domains.size());
    return ToolAnswer.text(reply.toPrettyString());
  }

  private Optional<JsonNode> find(String identifier) {
    for (JsonNode container : described.path("containers")) {
      if (container.path("identifier").asText().equals(identifier)) {
        return Optional.of(container);
      }
    }
    return Optional.empty();
  }

  private static ObjectNode withoutDomains(JsonNode container) {
    return ((ObjectNode) container).deepCopy().without(Set.of("domains"));
  }

  private static ToolAnswer refused(String what) {
    return ToolAnswer.error("Failed to " + what + ": Stape API Error: 404 - Not Found");
  }
}

package ai.organized.flywheel.mcp;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all pages of tools/list. */
final class ToolList {
  private static final Logger LOG = LoggerFactory.getLogger(ToolList.class);

  /** A server with more is paging in a circle. */
  private static final int MOST_PAGES = 100;

  private final McpServer server;
  private final Function<Ask, JsonNode> ask;

  ToolList(McpServer server, Function<Ask, JsonNode> ask) {
    this.server = server;
    this.ask = ask;
  }

  List<McpTool> read() {
    List<McpTool> tools = new ArrayList<>();
    Set<String> cursors = new HashSet<>();
    String cursor = "";
    do {
      JsonNode page = page(cursor);
      for (JsonNode listed : page.path("tools")) {
        add(McpTool.of(listed), tools);
      }
      cursor = page.path("nextCursor").asText("");
    } while (!cursor.isEmpty() && cursors.add(cursor) && cursors.size() < MOST_PAGES);
    if (!cursor.isEmpty()) {
      throw new RefusedException(
          "not_mcp", server + " lists its tools without end: page " + cursors.size() + " repeats");
    }
    return List.copyOf(tools);
  }

  private JsonNode page(String cursor) {
    ObjectNode params = Rpc.object();
    if (!cursor.isEmpty()) {
      params.put("cursor", cursor);
    }
    JsonNode page = ask.apply(Ask.of("tools/list", params));
    if (!page.path("tools").isArray()) {
      throw new RefusedException("not_mcp", server + " answered tools/list without tools");
    }
    return page;
  }

  /** One tool that is described wrongly does not cost us the others. */
  private void add(McpTool tool, List<McpTool> tools) {
    try {
      MirroredArguments.of(tool.inputSchema());
      tools.add(tool);
    } catch (RefusedException e) {
      LOG.warn(
          "Tool {} of {} is left out: {}", Quote.of(server, tool.name()), server, e.getMessage());
    }
  }
}

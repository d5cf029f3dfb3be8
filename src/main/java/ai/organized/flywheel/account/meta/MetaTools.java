package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.account.meta.MetaAccount.AdAccount;
import ai.organized.flywheel.account.meta.MetaAccount.Audience;
import ai.organized.flywheel.account.meta.MetaAccount.Campaign;
import ai.organized.flywheel.account.meta.MetaAccount.Pixel;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.mcp.McpSession;
import ai.organized.flywheel.mcp.McpTool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Ad accounts by an MCP server in Pipeboard's dialect: its tools pass replies of the Graph API on.
 * The part of it that is open source has no tools for pixels and audiences.
 */
final class MetaTools implements AdAccounts, AutoCloseable {
  private static final String PREFIX = "mcp_meta_ads_";
  private static final int MOST_PAGES = 50;

  private final Supplier<McpSession> opening;
  private final GraphObjects objects;
  private McpSession session;

  /**
   * @param opening a conversation; done when the first tool is called
   */
  MetaTools(Supplier<McpSession> opening, GraphObjects objects) {
    this.opening = opening;
    this.objects = objects;
  }

  @Override
  public AdAccount account(String adAccount) {
    return objects.account(call("get_account_info", arguments(adAccount)));
  }

  @Override
  public List<Campaign> campaigns(String adAccount) {
    return objects.campaigns(pages("get_campaigns", arguments(adAccount).put("limit", 100)));
  }

  @Override
  public List<Pixel> pixels(String adAccount) {
    return objects.pixels(GraphRows.of("get_pixels", call("get_pixels", arguments(adAccount))));
  }

  @Override
  public List<Audience> audiences(String adAccount) {
    return objects.audiences(
        GraphRows.of("get_custom_audiences", call("get_custom_audiences", arguments(adAccount))));
  }

  private static ObjectNode arguments(String adAccount) {
    return JsonNodeFactory.instance.objectNode().put("account_id", adAccount);
  }

  private List<JsonNode> pages(String tool, ObjectNode arguments) {
    List<JsonNode> rows = new ArrayList<>();
    for (int pages = 1; pages <= MOST_PAGES; pages++) {
      JsonNode reply = call(tool, arguments);
      rows.addAll(GraphRows.of(tool, reply));
      Map<String, String> next = NextPage.of(tool, reply);
      if (next.isEmpty()) {
        return rows;
      }
      if (!next.containsKey("after")) {
        throw new RefusedException("meta_paging", tool + ": the next page has no cursor");
      }
      arguments.put("after", next.get("after"));
    }
    throw new RefusedException("meta_too_many", tool + ": more than " + MOST_PAGES + " pages");
  }

  private JsonNode call(String tool, ObjectNode arguments) {
    return session().call(offered(tool), arguments);
  }

  /** Some servers put their own name before each tool's. */
  private String offered(String tool) {
    return session().tools().stream()
        .map(McpTool::name)
        .filter(name -> name.equals(tool) || name.equals(PREFIX + tool))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    "no_tool",
                    "the MCP server has no tool "
                        + tool
                        + "; set META_ACCESS_TOKEN to ask the Graph API instead"));
  }

  private McpSession session() {
    if (session == null) {
      session = opening.get();
    }
    return session;
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
  }
}

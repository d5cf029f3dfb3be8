package ai.organized.flywheel.sandbox.meta;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tools of Pipeboard's MCP server for Meta, as far as they tell of an ad account: one text, the
 * reply of the Graph API as JSON; errors stand in it as well, and isError is not set.
 *
 * <p>Source: pipeboard-co/meta-ads-mcp 1.0.118 for the open source tools; for the hosted ones only
 * their names are public, so that they answer as the Graph API would.
 */
public final class MetaTools {
  private final MetaDescription meta;

  private MetaTools(MetaDescription meta) {
    this.meta = meta;
  }

  /**
   * The tools that anybody can run.
   *
   * @param json one ad account
   */
  public static List<ServedTool> openSource(String json, Clock clock) {
    MetaTools tools = new MetaTools(new MetaDescription(json, clock));
    return List.of(
        tool("get_account_info", tools::account), tool("get_campaigns", tools::campaigns));
  }

  /**
   * With those that only Pipeboard's own address has.
   *
   * @param json one ad account
   */
  public static List<ServedTool> hosted(String json, Clock clock) {
    MetaTools tools = new MetaTools(new MetaDescription(json, clock));
    List<ServedTool> all = new ArrayList<>(openSource(json, clock));
    all.add(tool("get_pixels", arguments -> tools.page(arguments, tools.meta.pixels())));
    all.add(
        tool("get_custom_audiences", arguments -> tools.page(arguments, tools.meta.audiences())));
    return List.copyOf(all);
  }

  private static ServedTool tool(String name, Function<ObjectNode, ObjectNode> answer) {
    ObjectNode schema = Json.object().put("type", "object");
    schema.putObject("properties").putObject("account_id").put("type", "string");
    schema.putArray("required").add("account_id");
    return new ServedTool(
        name,
        true,
        schema,
        Optional.empty(),
        arguments -> ToolAnswer.text(answer.apply(arguments).toPrettyString()));
  }

  private ObjectNode account(ObjectNode arguments) {
    return refusal(arguments).orElseGet(meta::account);
  }

  private ObjectNode campaigns(ObjectNode arguments) {
    return page(arguments, meta.campaigns());
  }

  private ObjectNode page(ObjectNode arguments, List<ObjectNode> rows) {
    return refusal(arguments)
        .orElseGet(
            () ->
                GraphPage.of(
                    rows,
                    arguments.path("limit").asInt(10),
                    arguments.path("after").asText(""),
                    "https://graph.facebook.com/v24.0/x?limit="
                        + arguments.path("limit").asInt(10)));
  }

  private Optional<ObjectNode> refusal(ObjectNode arguments) {
    String asked = arguments.path("account_id").asText("");
    if (asked.isEmpty()) {
      return Optional.of(Json.object().put("error", "No account ID specified"));
    }
    String id = asked.startsWith("act_") ? asked : "act_" + asked;
    if (meta.isOfAccount(id)) {
      return Optional.empty();
    }
    ObjectNode refusal = Json.object();
    ObjectNode error = refusal.putObject("error").put("message", "HTTP Error: 400");
    error.putObject("details").set("error", GraphError.noObject(id, "get").error());
    return Optional.of(refusal);
  }
}

package ai.organized.flywheel.sandbox.googleads;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import ai.organized.flywheel.sandbox.mcp.ToolArguments;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * googleads/google-ads-mcp: a query in parts, flat rows as structured content, failures by isError
 * with Google's words behind a request id.
 */
final class OfficialAdsServer {
  private static final ToolArguments NONE = ToolArguments.of();
  private static final ToolArguments SEARCH =
      ToolArguments.of(
          "customer_id: string",
          "fields: strings",
          "resource: string",
          "conditions?: strings",
          "orderings?: strings",
          "limit?: integer");
  private static final ToolArguments METADATA = ToolArguments.of("resource_name: string");

  private final AdsAccounts accounts;
  private final boolean namespaced;

  OfficialAdsServer(AdsAccounts accounts, boolean namespaced) {
    this.accounts = accounts;
    this.namespaced = namespaced;
  }

  List<ServedTool> tools() {
    return List.of(
        tool("customers", "list_accessible_customers", NONE, Optional.of(wrapped()), a -> list()),
        tool("search", "search", SEARCH, Optional.of(wrapped()), this::search),
        tool("metadata", "get_resource_metadata", METADATA, Optional.empty(), this::metadata));
  }

  private ServedTool tool(
      String namespace,
      String name,
      ToolArguments takes,
      Optional<ObjectNode> output,
      Function<ObjectNode, ToolAnswer> work) {
    String shown = namespaced ? namespace + "_" + name : name;
    return new ServedTool(
        shown,
        true,
        takes.schema(),
        output,
        arguments ->
            takes
                .problem(arguments)
                .map(problem -> invalid(shown, problem))
                .orElseGet(() -> work.apply(arguments)));
  }

  /** As FastMCP words what its validation finds. */
  static ToolAnswer invalid(String tool, String problem) {
    return ToolAnswer.error("1 validation error for call[" + tool + "]\n" + problem);
  }

  private ToolAnswer search(ObjectNode arguments) {
    try {
      return result(accounts.rows(arguments.path("customer_id").asText(), gaql(arguments)));
    } catch (AdsError e) {
      return ToolAnswer.error(
          "Request ID: sandbox-request\nGoogle Ads API Error: " + e.getMessage());
    }
  }

  private static String gaql(ObjectNode arguments) {
    String query =
        "SELECT "
            + joined(arguments.path("fields"), ",")
            + " FROM "
            + arguments.path("resource").asText();
    if (!arguments.path("conditions").isEmpty()) {
      query += " WHERE " + joined(arguments.path("conditions"), " AND ");
    }
    if (!arguments.path("orderings").isEmpty()) {
      query += " ORDER BY " + joined(arguments.path("orderings"), ",");
    }
    if (arguments.path("limit").isNumber()) {
      query += " LIMIT " + arguments.path("limit").asText();
    }
    return query + " PARAMETERS omit_unselected_resource_names=true";
  }

  private static String joined(JsonNode texts, String between) {
    StringJoiner joiner = new StringJoiner(between);
    texts.forEach(text -> joiner.add(text.asText()));
    return joiner.toString();
  }

  private ToolAnswer list() {
    ObjectNode result = Json.object();
    ArrayNode ids = result.putArray("result");
    accounts.ids().forEach(ids::add);
    return ToolAnswer.structured(result);
  }

  private ToolAnswer metadata(ObjectNode arguments) {
    String resource = arguments.path("resource_name").asText();
    ObjectNode result = Json.object().put("resource", resource);
    ArrayNode selectable = result.putArray("selectable");
    accounts.fields().of(resource).forEach(selectable::add);
    result.set("filterable", selectable.deepCopy());
    result.set("sortable", selectable.deepCopy());
    return ToolAnswer.structured(result);
  }

  private static ToolAnswer result(Collection<ObjectNode> rows) {
    ObjectNode result = Json.object();
    result.putArray("result").addAll(rows);
    return ToolAnswer.structured(result);
  }

  /** What FastMCP says of a tool whose result is no object. */
  private static ObjectNode wrapped() {
    ObjectNode schema = Json.object().put("type", "object");
    schema.putObject("properties").putObject("result").put("type", "array");
    schema.putArray("required").add("result");
    return schema.put("x-fastmcp-wrap-result", true);
  }
}

package ai.organized.flywheel.sandbox.googleads;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import ai.organized.flywheel.sandbox.mcp.ToolArguments;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * TrueClicks (gaql.app): ids as numbers, all arguments required, rows behind the words "Query
 * result:", failures as an ordinary text that begins with "Failed to".
 */
final class TrueClicksServer {
  private static final String TOOL = "execute-gaql-query";
  private static final ToolArguments TAKES =
      ToolArguments.of(
          "query: string",
          "customerId: number",
          "loginCustomerId: number",
          "reportAggregation: string");

  private final AdsAccounts accounts;

  TrueClicksServer(AdsAccounts accounts) {
    this.accounts = accounts;
  }

  List<ServedTool> tools() {
    return List.of(
        new ServedTool(
            "get-accounts", true, ToolArguments.of().schema(), Optional.empty(), none -> list()),
        new ServedTool(TOOL, true, TAKES.schema(), Optional.empty(), this::answer));
  }

  private ToolAnswer list() {
    ArrayNode ids = Json.object().arrayNode();
    accounts.ids().forEach(ids::add);
    return ToolAnswer.text("Accounts:\n" + ids.toPrettyString());
  }

  private ToolAnswer answer(ObjectNode arguments) {
    Optional<String> problem = TAKES.problem(arguments);
    if (problem.isPresent()) {
      return ToolAnswer.error(
          "MCP error -32602: Invalid arguments for tool " + TOOL + ": " + problem.get());
    }
    try {
      ArrayNode rows = Json.object().arrayNode();
      accounts
          .rows(arguments.path("customerId").asText(), arguments.path("query").asText())
          .forEach(row -> rows.add(RestRow.of(row)));
      return ToolAnswer.text("Query result:\n" + rows.toPrettyString());
    } catch (AdsError e) {
      ObjectNode body = Json.object();
      body.putObject("error").put("status", e.code()).put("message", e.getMessage());
      return ToolAnswer.text("Failed to execute query: GAQL error 400: " + body);
    }
  }
}

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
 * Pipeboard's hosted server: a query as a text, rows as Google's REST writes them under {@code
 * results} of one text block, failures in the text as well.
 *
 * <p>The server's source is not public. The form of its answers is the one that its callers read;
 * its failures are worded like those of its open Meta server.
 */
final class PipeboardAdsServer {
  private static final ToolArguments TAKES =
      ToolArguments.of("customer_id: string", "query: string", "login_customer_id?: string");

  private final AdsAccounts accounts;

  PipeboardAdsServer(AdsAccounts accounts) {
    this.accounts = accounts;
  }

  List<ServedTool> tools() {
    return List.of(
        new ServedTool(
            "list_google_ads_customers",
            true,
            ToolArguments.of().schema(),
            Optional.empty(),
            none -> list()),
        new ServedTool(
            "execute_google_ads_gaql_query", true, TAKES.schema(), Optional.empty(), this::answer));
  }

  private ToolAnswer list() {
    ObjectNode result = Json.object();
    ArrayNode customers = result.putArray("customers");
    accounts.ids().forEach(customers::add);
    return ToolAnswer.text(result.toPrettyString());
  }

  private ToolAnswer answer(ObjectNode arguments) {
    Optional<String> problem = TAKES.problem(arguments);
    if (problem.isPresent()) {
      return failed("INVALID_ARGUMENT", problem.get());
    }
    try {
      ObjectNode result = Json.object();
      ArrayNode rows = result.putArray("results");
      accounts
          .rows(arguments.path("customer_id").asText(), arguments.path("query").asText())
          .forEach(row -> rows.add(RestRow.of(row)));
      return ToolAnswer.text(result.toPrettyString());
    } catch (AdsError e) {
      return failed(e.code(), e.getMessage());
    }
  }

  private static ToolAnswer failed(String code, String message) {
    ObjectNode failure = Json.object();
    failure.putObject("error").put("code", code).put("message", message);
    return ToolAnswer.text(failure.toPrettyString());
  }
}

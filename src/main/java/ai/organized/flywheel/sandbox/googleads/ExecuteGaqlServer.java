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
 * google-marketing-solutions/google_ads_mcp: a query as a text, flat rows under {@code data},
 * failures by isError as the text form of the protocol buffer.
 */
final class ExecuteGaqlServer {
  private static final String TOOL = "execute_gaql";
  private static final ToolArguments TAKES =
      ToolArguments.of("query: string", "customer_id: string", "login_customer_id?: string");

  private final AdsAccounts accounts;

  ExecuteGaqlServer(AdsAccounts accounts) {
    this.accounts = accounts;
  }

  List<ServedTool> tools() {
    return List.of(
        new ServedTool(
            "list_accessible_accounts",
            true,
            ToolArguments.of().schema(),
            Optional.empty(),
            none -> list()),
        new ServedTool(TOOL, true, TAKES.schema(), Optional.empty(), this::answer));
  }

  private ToolAnswer list() {
    ObjectNode result = Json.object();
    ArrayNode ids = result.putArray("result");
    accounts.ids().forEach(ids::add);
    return ToolAnswer.structured(result);
  }

  private ToolAnswer answer(ObjectNode arguments) {
    Optional<String> problem = TAKES.problem(arguments);
    if (problem.isPresent()) {
      return OfficialAdsServer.invalid(TOOL, problem.get());
    }
    try {
      ObjectNode result = Json.object();
      result
          .putArray("data")
          .addAll(
              accounts.rows(
                  arguments.path("customer_id").asText(), arguments.path("query").asText()));
      return ToolAnswer.structured(result);
    } catch (AdsError e) {
      return ToolAnswer.error(
          "error_code {\n  %s: %s\n}\nmessage: \"%s\"\n"
              .formatted(e.family(), e.code(), e.getMessage()));
    }
  }
}

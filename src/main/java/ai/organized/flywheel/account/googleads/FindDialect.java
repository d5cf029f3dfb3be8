package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.mcp.McpTool;
import ai.organized.flywheel.redact.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds among a server's tools the one that takes GAQL: by its name, or by its name behind a prefix
 * ({@code search_search}, {@code google_ads__execute_gaql}), and by the arguments it takes, for
 * {@code search} is what other servers call other things.
 */
final class FindDialect {
  private static final int NAMES_TOLD = 20;

  private static final List<Known> KNOWN =
      List.of(
          new Known("search", List.of("customer_id", "resource", "fields"), Dialect.Search::new),
          new Known("execute_gaql", List.of("customer_id", "query"), Dialect.QueryText::new),
          new Known(
              "execute_google_ads_gaql_query",
              List.of("customer_id", "query"),
              Dialect.QueryText::new),
          new Known(
              "execute-gaql-query",
              List.of("query", "customerId", "loginCustomerId"),
              Dialect.TrueClicks::new));

  private record Known(String name, List<String> arguments, Function<String, Dialect> dialect) {
    Optional<Dialect> among(List<McpTool> tools) {
      List<String> fitting =
          tools.stream().filter(this::takesThese).map(McpTool::name).filter(this::isThis).toList();
      Optional<String> exact = fitting.stream().filter(name::equals).findFirst();
      return exact
          .or(() -> fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty())
          .map(dialect);
    }

    private boolean isThis(String tool) {
      return tool.equals(name) || tool.endsWith("_" + name);
    }

    private boolean takesThese(McpTool tool) {
      return arguments.stream().allMatch(tool.inputSchema().path("properties")::has);
    }
  }

  private FindDialect() {}

  /**
   * @throws RefusedException when none is among them, or two that cannot be told apart
   */
  static Dialect among(List<McpTool> tools) {
    return KNOWN.stream()
        .flatMap(known -> known.among(tools).stream())
        .findFirst()
        .orElseThrow(() -> notUnderstood(tools));
  }

  private static RefusedException notUnderstood(List<McpTool> tools) {
    String seen =
        tools.stream()
            .map(McpTool::name)
            .limit(NAMES_TOLD)
            .map(Secrets::clean)
            .collect(Collectors.joining(", "));
    String understood = KNOWN.stream().map(Known::name).collect(Collectors.joining(", "));
    return new RefusedException(
        "google_ads_dialect",
        "the Google Ads server has no tool that takes GAQL as one of these does: "
            + understood
            + "; it offers "
            + (seen.isEmpty() ? "none" : seen)
            + ". Point GOOGLE_ADS_MCP_URL at one that has");
  }
}

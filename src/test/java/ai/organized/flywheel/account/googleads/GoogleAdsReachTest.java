package ai.organized.flywheel.account.googleads;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.sandbox.googleads.GoogleAdsTools.Dialect;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the account cannot be asked at all, and as whom it is asked. */
class GoogleAdsReachTest {
  private static final String ACCOUNT = "{\"google_ads\": {\"customer_id\": \"123-456-7890\"}}";
  private static final String AS_MANAGER =
      "{\"google_ads\": {\"customer_id\": \"123-456-7890\","
          + " \"login_customer_id\": \"555-000-1111\"}}";

  @TempDir private Path clients;
  private AdsServer server;

  @BeforeEach
  void open() {
    server = new AdsServer(clients);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void clientWithoutAnAccountIsOff() {
    assertThat(server.read("{}")).isEqualTo(new Source.Off<>());
  }

  @Test
  void withoutAServerTheAccountIsUnknown() {
    assertThat(server.read(ACCOUNT, Optional.empty()))
        .isEqualTo(new Source.Unknown<>("GOOGLE_ADS_MCP_URL is not set"));
  }

  @Test
  void serverThatIsDownMakesTheWholeAccountUnknown() {
    assertThat(reason(server.read(ACCOUNT))).containsIgnoringCase("nothing answers");
  }

  @Test
  void serverWithoutAToolThatIsUnderstoodIsToldWithWhatItOffers() {
    ObjectNode schema = AdsServer.JSON.createObjectNode().put("type", "object");
    schema.putObject("properties").putObject("q").put("type", "string");
    server.offering(
        McpManners.of(McpManners.Era.BOTH, McpManners.Replies.JSON),
        List.of(
            new ServedTool("search", true, schema, Optional.empty(), a -> ToolAnswer.text("[]"))));

    assertThat(reason(server.read(ACCOUNT)))
        .contains("execute_gaql", "execute-gaql-query")
        .contains("it offers search")
        .contains("GOOGLE_ADS_MCP_URL");
  }

  @Test
  void busyServerIsAskedAgainFromTheStart() {
    server.speaking(Dialect.EXECUTE_GAQL, AdsServer.description()).busyOnce();

    assertThat(server.read(ACCOUNT).asOptional())
        .hasValueSatisfying(
            account -> assertThat(account.customer()).isInstanceOf(Source.Known.class));
  }

  @Test
  void sessionIsClosedOnceAllIsAsked() {
    server.speaking(Dialect.EXECUTE_GAQL, AdsServer.description()).read(ACCOUNT);

    assertThat(server.methods()).endsWith("DELETE");
    assertThat(server.methods()).containsOnlyOnce("DELETE");
  }

  @Test
  void sessionIsClosedWhenTheServerIsNotUnderstood() {
    server.offering(
        McpManners.of(McpManners.Era.LEGACY_WITH_SESSIONS, McpManners.Replies.JSON), List.of());

    assertThat(server.read(ACCOUNT)).isInstanceOf(Source.Unknown.class);
    assertThat(server.methods()).endsWith("DELETE");
  }

  @Test
  void managerAccountIsNamedToServersThatTakeIt() {
    server.speaking(Dialect.EXECUTE_GAQL, AdsServer.description()).read(AS_MANAGER);

    assertThat(server.sent())
        .anyMatch(body -> body.contains("\"login_customer_id\":\"5550001111\""));
  }

  @Test
  void trueClicksIsGivenNumbers() {
    server.speaking(Dialect.TRUECLICKS, AdsServer.description()).read(AS_MANAGER);

    assertThat(server.sent())
        .anyMatch(
            body ->
                body.contains("\"customerId\":1234567890")
                    && body.contains("\"loginCustomerId\":5550001111"));
  }

  private static <T> String reason(Source<T> source) {
    assertThat(source).isInstanceOf(Source.Unknown.class);
    return source.fold(value -> "", reason -> reason, () -> "");
  }
}

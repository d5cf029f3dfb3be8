package ai.organized.flywheel.mcp;

import static ai.organized.flywheel.mcp.Talking.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Quirk;
import ai.organized.flywheel.sandbox.mcp.McpManners.Replies;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EitherEraTest {
  private static final McpManners MODERN = McpManners.of(Era.MODERN, Replies.JSON);
  private static final McpManners LEGACY = McpManners.of(Era.LEGACY_WITH_SESSIONS, Replies.JSON);
  private static final McpManners STATELESS = McpManners.of(Era.LEGACY_STATELESS, Replies.JSON);

  private final Talking talking = new Talking();

  @AfterEach
  void close() {
    talking.close();
  }

  @Test
  void eraIsFoundOutOnceAndNotOnceASession() {
    McpServer server = talking.serve(LEGACY, echo("search"));

    talking.call(server, "search");
    talking.call(server, "search");

    assertThat(talking.asked()).filteredOn(line -> line.endsWith(" 400")).hasSize(1);
    assertThat(talking.asked()).filteredOn("POST initialize 200"::equals).hasSize(2);
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource({
    "MODERN, LEGACY_WITH_SESSIONS",
    "MODERN, LEGACY_STATELESS",
    "LEGACY_WITH_SESSIONS, MODERN",
    "LEGACY_STATELESS, MODERN",
    "LEGACY_STATELESS, LEGACY_WITH_SESSIONS",
    "LEGACY_WITH_SESSIONS, LEGACY_STATELESS",
    "BOTH, LEGACY_WITH_SESSIONS",
    "LEGACY_WITH_SESSIONS, BOTH"
  })
  void serverThatChangesItsEraInTheMiddleIsFoundOutAgain(Era before, Era after) {
    McpServer server = talking.serve(McpManners.of(before, Replies.JSON), echo("search"));

    try (McpSession session = talking.open(server)) {
      session.call("search", Rpc.object());
      talking.serve(McpManners.of(after, Replies.JSON), echo("search"));
      assertThat(session.call("search", Rpc.object())).isEqualTo(Rpc.object());
      assertThat(session.call("search", Rpc.object())).isEqualTo(Rpc.object());
    }
    assertThat(talking.call(server, "search")).isEqualTo(Rpc.object());
  }

  @Test
  void neighboursOfOneHostHaveErasOfTheirOwn() {
    McpServer modern = talking.serve(MODERN, echo("search"));
    URI other = talking.sandbox.serveMcp("meta", STATELESS, List.of(echo("get_pixels")));
    McpServer legacy = Talking.server(other, Map.of());

    talking.call(modern, "search");
    talking.call(legacy, "get_pixels");
    int soFar = talking.sandbox.requests().size();
    talking.call(modern, "search");
    talking.call(legacy, "get_pixels");

    assertThat(talking.asked().subList(soFar, talking.asked().size()))
        .containsExactly(
            "POST tools/list 200",
            "POST tools/call 200",
            "POST initialize 200",
            "POST notifications/initialized 202",
            "POST tools/list 200",
            "POST tools/call 200");
  }

  @Test
  void legacyServerThatAnswersTheModernWayIsUsedAsItIs() {
    McpServer server =
        talking.serve(STATELESS.withQuirk(Quirk.IGNORES_THE_REVISION), echo("search"));

    assertThat(talking.call(server, "search")).isEqualTo(Rpc.object());
    assertThat(talking.asked()).containsExactly("POST tools/list 200", "POST tools/call 200");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {400, 404, 405, 406, 415, 422, 500})
  void serverThatTripsOverTheModernWayIsGreeted(int status) {
    McpServer server = talking.serve(LEGACY, echo("search"));
    talking.sandbox.failRequest(1, status, "<html>what?</html>", Map.of());

    assertThat(talking.call(server, "search")).isEqualTo(Rpc.object());
  }

  @Test
  void legacyServerThatFailsAnUngreetedQuestionWithStatus200IsGreeted() {
    McpServer server = talking.serve(LEGACY, echo("search"));
    talking.sandbox.failRequest(
        1,
        200,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32602,\"message\":\"Invalid\"}}",
        Map.of());

    assertThat(talking.call(server, "search")).isEqualTo(Rpc.object());
  }

  @Test
  void forbiddenAndOverloadedAreNoEras() {
    McpServer server = talking.serve(LEGACY, echo("search"));
    talking.sandbox.failRequest(1, 403, "", Map.of());
    talking.sandbox.failRequest(2, 429, "", Map.of("Retry-After", "7"));
    talking.sandbox.failRequest(3, 503, "", Map.of());

    assertThatThrownBy(() -> talking.call(server, "search"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("answered 403");
    assertThatThrownBy(() -> talking.call(server, "search"))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            busy -> assertThat(busy.retryAfter().orElseThrow()).hasSeconds(7));
    assertThatThrownBy(() -> talking.call(server, "search"))
        .isInstanceOf(UnavailableException.class);
    assertThat(talking.sandbox.requests()).hasSize(3);
  }

  @Test
  void addressThatNamesTheOldTransportIsRefusedBeforeAnythingIsSent() {
    URI address = URI.create("https://mcp.gaql.app/sse/google-ads/" + "t0k".repeat(8));

    assertThatThrownBy(() -> talking.open(Talking.server(address, Map.of())))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("google_ads at https://mcp.gaql.app ")
        .hasMessageContaining("set GOOGLE_ADS_MCP_URL")
        .hasMessageContaining("/mcp in place of /sse")
        .hasMessageNotContaining("t0k");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {404, 405})
  void serverThatOnlySpeaksTheOldTransportIsRefusedWithWhatToSet(int status) {
    McpServer server = talking.serve(LEGACY, echo("search"));
    talking.sandbox.failRequest(1, status, "", Map.of());
    talking.sandbox.failRequest(2, status, "", Map.of());
    talking.sandbox.failRequest(
        3,
        200,
        "event: endpoint\ndata: /messages?session=1\n\n",
        Map.of("Content-Type", "text/event-stream"));

    assertThatThrownBy(() -> talking.call(server, "search"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("old_transport"))
        .hasMessageContaining("set GOOGLE_ADS_MCP_URL");
  }

  @Test
  void addressWithoutAServerIsRefusedWithItsSetting() {
    talking.serve(LEGACY, echo("search"));
    McpServer server = Talking.server(talking.sandbox.openAiBase(), Map.of());

    assertThatThrownBy(() -> talking.call(server, "search"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("answered 404 to tools/list (application/json)")
        .hasMessageContaining("is GOOGLE_ADS_MCP_URL the address of an MCP server");
  }
}

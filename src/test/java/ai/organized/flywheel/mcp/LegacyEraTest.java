package ai.organized.flywheel.mcp;

import static ai.organized.flywheel.mcp.Talking.echo;
import static ai.organized.flywheel.mcp.Talking.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Quirk;
import ai.organized.flywheel.sandbox.mcp.McpManners.Replies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LegacyEraTest {
  private static final McpManners SESSIONS =
      McpManners.of(Era.LEGACY_WITH_SESSIONS, Replies.EVENT_STREAM);

  private final Talking talking = new Talking();

  static Stream<McpManners> serversThatForget() {
    return Stream.of(Replies.values())
        .map(replies -> McpManners.of(Era.LEGACY_WITH_SESSIONS, replies))
        .flatMap(manners -> Stream.of(manners, manners.withQuirk(Quirk.UNKNOWN_SESSION_IS_400)));
  }

  @AfterEach
  void close() {
    talking.close();
  }

  @Test
  void handshakeComesFirstAndEveryRequestAfterItNamesSessionAndRevision() {
    McpServer server = talking.serve(SESSIONS, echo("search"));

    talking.call(server, "search");

    assertThat(talking.asked())
        .containsExactly(
            "POST tools/list 400", // in the modern way
            "POST initialize 200",
            "POST notifications/initialized 202",
            "POST tools/list 200",
            "POST tools/call 200",
            "DELETE 200");
    List<RecordedRequest> requests = talking.sandbox.requests();
    assertThat(requests.subList(2, 6))
        .extracting(RecordedRequest::headers)
        .allMatch(headers -> headers.get("mcp-protocol-version").equals("2025-11-25"))
        .extracting(headers -> headers.get("mcp-session-id"))
        .doesNotContainNull()
        .containsOnly(requests.get(2).headers().get("mcp-session-id"));
    assertThat(Talking.body(requests.get(4)).path("params").has("_meta")).isFalse();
    assertThat(requests.get(4).headers()).doesNotContainKeys("mcp-method", "mcp-name");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("serversThatForget")
  void sessionThatIsGoneIsOpenedOnceMore(McpManners manners) {
    McpServer server = talking.serve(manners, echo("search"));

    try (McpSession session = talking.open(server)) {
      session.call("search", Rpc.object());
      talking.sandbox.expireMcpSessions();
      assertThat(session.call("search", Rpc.object())).isEqualTo(Rpc.object());
      assertThat(session.call("search", Rpc.object())).isEqualTo(Rpc.object());
    }
    int lost = manners.quirks().contains(Quirk.UNKNOWN_SESSION_IS_400) ? 400 : 404;
    assertThat(talking.asked())
        .endsWith(
            "POST tools/call " + lost,
            "POST initialize 200",
            "POST notifications/initialized 202",
            "POST tools/call 200",
            "POST tools/call 200",
            "DELETE 200");
  }

  @Test
  void sessionThatIsGoneAgainAndAgainIsAFailure() {
    McpServer server = talking.serve(SESSIONS, echo("search"));

    try (McpSession session = talking.open(server)) {
      session.tools();
      String gone =
          "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32001,\"message\":\"no\"}}";
      int next = talking.sandbox.requests().size() + 1;
      talking.sandbox.failRequest(next, 404, gone, Map.of()); // initialize, initialized, and again:
      talking.sandbox.failRequest(next + 3, 404, gone, Map.of());
      talking.sandbox.failRequest(next + 4, 404, gone, Map.of()); // as a modern request
      talking.sandbox.failRequest(next + 5, 404, gone, Map.of()); // initialize
      assertThatThrownBy(() -> session.call("search", Rpc.object()))
          .isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void unknownMethodIsNoLostSession() {
    McpServer server = talking.serve(SESSIONS, echo("search"));

    try (McpSession session = talking.open(server)) {
      session.tools();
      talking.sandbox.failNext(
          "POST",
          "/mcp/",
          404,
          "{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":{\"code\":-32601,\"message\":\"Unknown method\"}}",
          Map.of());
      assertThatThrownBy(() -> session.call("search", Rpc.object()))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("refused tools/call search: Unknown method");
    }
    assertThat(talking.asked()).endsWith("POST tools/call 404", "DELETE 200");
  }

  @Test
  void answerOfAStreamThatWasCutOffIsFetched() {
    McpServer server =
        talking.serve(
            SESSIONS.withQuirk(Quirk.HANGS_UP_BEFORE_THE_ANSWER), saying("slow", "\"ok\""));

    assertThat(talking.call(server, "slow").textValue()).isEqualTo("ok");

    assertThat(talking.asked()).endsWith("POST tools/call 200", "GET 200", "DELETE 200");
    RecordedRequest fetched = talking.sandbox.requests().get(talking.sandbox.requests().size() - 2);
    assertThat(fetched.headers())
        .containsKeys("last-event-id", "mcp-session-id")
        .containsEntry("accept", "text/event-stream");
  }

  @Test
  void streamThatIsCutOffAgainIsGoneOnWithFromTheLastEventThatHadAnId() {
    McpServer server =
        talking.serve(SESSIONS.withQuirk(Quirk.HANGS_UP_BEFORE_THE_ANSWER), saying("slow", "ok"));
    talking.sandbox.failNext(
        "GET", "/mcp/", 200, ": nothing yet\n\n", Map.of("Content-Type", "text/event-stream"));
    talking.sandbox.failNext(
        "GET", "/mcp/", 200, "retry: 1\ndata: \n\n", Map.of("Content-Type", "text/event-stream"));

    assertThat(talking.call(server, "slow").textValue()).isEqualTo("ok");
    assertThat(talking.sandbox.requests())
        .filteredOn(request -> request.method().equals("GET"))
        .hasSize(3)
        .extracting(request -> request.headers().get("last-event-id"))
        .containsOnly(talking.sandbox.requests().get(5).headers().get("last-event-id"));
  }

  @Test
  void answerThatCannotBeFetchedIsUnavailable() {
    McpServer server =
        talking.serve(SESSIONS.withQuirk(Quirk.HANGS_UP_BEFORE_THE_ANSWER), saying("slow", "ok"));
    talking.sandbox.failNext("GET", "/mcp/", 405, "", Map.of());

    assertThatThrownBy(() -> talking.call(server, "slow"))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("hung up before it answered, and answered 405");
  }

  @Test
  void serverThatWantsUsBackAfterTheDeadlineIsUnavailableAtOnce() {
    McpServer server = talking.serve(SESSIONS, saying("slow", "ok"));
    try (McpSession session = talking.open(server, Duration.ofSeconds(10))) {
      session.tools();
      talking.sandbox.failNext(
          "POST",
          "/mcp/",
          200,
          "id: 1\nretry: 60000\ndata: \n\n",
          Map.of("Content-Type", "text/event-stream"));
      assertThatThrownBy(() -> session.call("slow", Rpc.object()))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("come back in 60000 ms");
    }
  }

  @Test
  void whatTheServerAsksBackIsAnsweredInPassing() {
    McpServer server = talking.serve(SESSIONS.withQuirk(Quirk.ASKS_BACK), echo("search"));

    assertThat(talking.call(server, "search")).isEqualTo(Rpc.object());

    assertThat(talking.sandbox.requests())
        .extracting(request -> Talking.body(request).toString())
        .contains(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":"
                + "{\"code\":-32601,\"message\":\"Method not found\"}}");
  }

  @Test
  void serverThatRefusesToEndASessionIsLeftAlone() {
    McpServer server = talking.serve(SESSIONS, echo("search"));
    talking.sandbox.failNext("DELETE", "/mcp/", 405, "", Map.of());

    assertThat(talking.call(server, "search")).isEqualTo(Rpc.object());
  }

  @Test
  void revisionThatWeDoNotSpeakIsRefused() {
    McpServer server = talking.serve(SESSIONS, echo("search"));
    talking.sandbox.failRequest(
        2,
        200,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":\"2031-01-01\"}}",
        Map.of());

    assertThatThrownBy(() -> talking.call(server, "search"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("2031-01-01");
  }
}

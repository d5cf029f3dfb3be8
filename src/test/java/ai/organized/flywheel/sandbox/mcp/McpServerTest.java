package ai.organized.flywheel.sandbox.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Quirk;
import ai.organized.flywheel.sandbox.mcp.McpManners.Replies;
import ai.organized.flywheel.sandbox.openai.SandboxClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The statuses and bodies are those that SDK v1 and v2 for JavaScript were seen to answer. */
final class McpServerTest {
  private static final String HELLO =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
          + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
          + "\"clientInfo\":{\"name\":\"lab\",\"version\":\"1\"}}}";
  private static final String INITIALIZED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
  private static final String LIST =
      "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":{}}";
  private static final String MODERN_CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"search\","
          + "\"arguments\":{\"region\":\"eu\"},\"_meta\":{"
          + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void closeSandbox() {
    sandbox.close();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Era.class)
  void callerThatDoesNotTakeBothFormsIsNotServed(Era era) {
    URI server = serve(McpManners.of(era, Replies.JSON));

    assertThat(post(server, Map.of("Accept", "application/json"), HELLO).statusCode())
        .isEqualTo(406);
    assertThat(post(server, Map.of("Content-Type", "text/plain"), HELLO).statusCode())
        .isEqualTo(415);
    assertError(post(server, Map.of(), "[" + HELLO + "]"), 400, -32700);
    assertError(post(server, Map.of(), "{\"id\":1,\"method\":\"initialize\"}"), 400, -32600);
  }

  @ParameterizedTest(name = "{0} answers {1} to GET and {2} to DELETE")
  @CsvSource({
    "LEGACY_STATELESS, 405, 405",
    "MODERN, 405, 405",
    "BOTH, 405, 405",
    "LEGACY_WITH_SESSIONS, 400, 400"
  })
  void onlyAServerWithSessionsTakesMoreThanPost(Era era, int get, int delete) {
    URI server = serve(McpManners.of(era, Replies.JSON));

    assertThat(send("GET", server, Map.of(), "").statusCode()).isEqualTo(get);
    assertThat(send("DELETE", server, Map.of(), "").statusCode()).isEqualTo(delete);
  }

  @Test
  void sessionIsNeededGreetedKeptAndEnded() {
    URI server = serve(McpManners.of(Era.LEGACY_WITH_SESSIONS, Replies.JSON));
    assertError(post(server, Map.of(), LIST), 400, -32000);

    HttpResponse<String> welcome = post(server, Map.of(), HELLO);
    assertThat(json(welcome).at("/result/protocolVersion").asText()).isEqualTo("2025-11-25");
    String id = welcome.headers().firstValue("Mcp-Session-Id").orElseThrow();
    Map<String, String> session =
        Map.of("Mcp-Session-Id", id, "MCP-Protocol-Version", "2025-11-25");

    assertThat(json(post(server, session, LIST)).at("/error/code").asInt()).isEqualTo(-32602);
    HttpResponse<String> noticed = post(server, session, INITIALIZED);
    assertThat(noticed.statusCode()).isEqualTo(202);
    assertThat(noticed.body()).isEmpty();
    assertThat(json(post(server, session, LIST)).at("/result/tools")).hasSize(1);
    assertError(post(server, Map.of("Mcp-Session-Id", id), LIST), 400, -32000);
    assertError(
        post(server, Map.of("Mcp-Session-Id", "x", "MCP-Protocol-Version", "2025-11-25"), LIST),
        404,
        -32001);

    assertThat(send("DELETE", server, session, "").statusCode()).isEqualTo(200);
    assertError(post(server, session, LIST), 404, -32001);
  }

  @Test
  void eventsBeginWithOneThatHasAnIdAndNoData() {
    URI server = serve(McpManners.of(Era.LEGACY_STATELESS, Replies.EVENT_STREAM));

    HttpResponse<String> welcome = post(server, Map.of(), HELLO);

    assertThat(welcome.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(welcome.body())
        .matches("(?s)id: \\w+\nretry: 20\ndata: \n\n.*notifications/message.*protocolVersion.*");
  }

  @Test
  void answerAfterACutIsGivenOnceToTheEventItComesAfter() {
    URI server =
        serve(
            McpManners.of(Era.LEGACY_WITH_SESSIONS, Replies.EVENT_STREAM)
                .withQuirk(Quirk.HANGS_UP_BEFORE_THE_ANSWER));
    String id = post(server, Map.of(), HELLO).headers().firstValue("Mcp-Session-Id").orElseThrow();
    Map<String, String> session =
        new LinkedHashMap<>(Map.of("Mcp-Session-Id", id, "MCP-Protocol-Version", "2025-11-25"));
    post(server, session, INITIALIZED);

    String cut = post(server, session, LIST.replace("tools/list", "tools/call")).body();
    assertThat(cut).doesNotContain("jsonrpc");
    session.put("Last-Event-ID", cut.lines().findFirst().orElseThrow().substring(4));
    assertThat(send("GET", server, session, "").body()).contains("\"id\":2");
    assertThat(send("GET", server, session, "").statusCode()).isEqualTo(405);
  }

  @Test
  void modernRequestToALegacyServerIsRefusedInTheMeasuredWords() {
    Map<String, String> modern = Map.of("MCP-Protocol-Version", "2026-07-28");

    HttpResponse<String> stateless =
        post(serve(McpManners.of(Era.LEGACY_STATELESS, Replies.JSON)), modern, MODERN_CALL);
    assertError(stateless, 400, -32000);
    assertThat(stateless.body()).contains("Unsupported protocol version: 2026-07-28");
    HttpResponse<String> sessions =
        post(serve(McpManners.of(Era.LEGACY_WITH_SESSIONS, Replies.JSON)), modern, MODERN_CALL);
    assertError(sessions, 400, -32000);
    assertThat(sessions.body()).contains("Server not initialized");
  }

  @Test
  void legacyRequestToAModernServerIsToldWhatItSpeaks() {
    HttpResponse<String> refused =
        post(serve(McpManners.of(Era.MODERN, Replies.JSON)), Map.of(), HELLO);

    assertError(refused, 400, -32022);
    assertThat(json(refused).at("/error/data/supported/0").asText()).isEqualTo("2026-07-28");
  }

  @Test
  void modernRequestMustRepeatItselfInItsHeaders() {
    URI server = serve(McpManners.of(Era.MODERN, Replies.JSON));
    Map<String, String> all =
        Map.of(
            "MCP-Protocol-Version", "2026-07-28",
            "Mcp-Method", "tools/call",
            "Mcp-Name", "=?base64?c2VhcmNo?=",
            "Mcp-Param-Region", "eu");

    HttpResponse<String> served = post(server, all, MODERN_CALL);
    assertThat(json(served).at("/result/resultType").asText()).isEqualTo("complete");
    for (String header : all.keySet()) {
      Map<String, String> missing = new LinkedHashMap<>(all);
      missing.remove(header);
      assertError(post(server, missing, MODERN_CALL), 400, -32020);
      Map<String, String> wrong = new LinkedHashMap<>(all);
      wrong.put(header, "else");
      assertError(post(server, wrong, MODERN_CALL), 400, -32020);
    }
  }

  @Test
  void modernRequestOfAnotherRevisionMethodOrMannerIsRefused() {
    URI server = serve(McpManners.of(Era.MODERN, Replies.JSON));
    Map<String, String> later =
        Map.of("MCP-Protocol-Version", "2030-01-01", "Mcp-Method", "tools/list");
    String list = MODERN_CALL.replace("tools/call", "tools/list");

    assertError(post(server, later, list.replace("2026-07-28", "2030-01-01")), 400, -32022);
    Map<String, String> now =
        Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/lisp");
    assertError(post(server, now, list.replace("tools/list", "tools/lisp")), 404, -32601);
    Map<String, String> plain =
        Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/list");
    assertError(
        post(server, plain, list.replace("io.modelcontextprotocol/clientC", "c")), 400, -32602);
  }

  @Test
  void serverOfBothErasTakesEachCallerAsItComes() {
    URI server = serve(McpManners.of(Era.BOTH, Replies.JSON));

    assertThat(json(post(server, Map.of(), HELLO)).at("/result/protocolVersion").asText())
        .isEqualTo("2025-11-25");
    assertThat(json(post(server, Map.of(), LIST)).at("/result/tools")).hasSize(1);
    assertError(
        post(server, Map.of("MCP-Protocol-Version", "2026-07-28"), MODERN_CALL), 400, -32020);
  }

  @Test
  void callerWithoutTheRequiredHeaderIsShownTheDoor() {
    URI server =
        serve(McpManners.of(Era.BOTH, Replies.JSON).withHeader("authorization", "Bearer right"));

    HttpResponse<String> refused = post(server, Map.of("Authorization", "Bearer wrong"), HELLO);

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer ")
        .contains("resource_metadata=\"https://");
    assertThat(post(server, Map.of("Authorization", "Bearer right"), HELLO).statusCode())
        .isEqualTo(200);
  }

  private URI serve(McpManners manners) {
    JsonNode schema =
        SandboxClient.json(
            "{\"properties\":{\"region\":{\"type\":\"string\",\"x-mcp-header\":\"Region\"}}}");
    return sandbox.serveMcp(
        "test",
        manners,
        List.of(
            new ServedTool(
                "search",
                true,
                schema.deepCopy(),
                Optional.empty(),
                any -> ToolAnswer.text("found"))));
  }

  private HttpResponse<String> post(URI server, Map<String, String> headers, String body) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Content-Type", "application/json");
    all.put("Accept", "application/json, text/event-stream");
    all.putAll(headers);
    return send("POST", server, all, body);
  }

  private HttpResponse<String> send(
      String method, URI server, Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server).method(method, BodyPublishers.ofString(body));
    headers.forEach(request::setHeader);
    return http.sendAsync(request.build(), BodyHandlers.ofString()).join();
  }

  private static JsonNode json(HttpResponse<String> response) {
    return SandboxClient.json(response.body());
  }

  private static void assertError(HttpResponse<String> response, int status, int code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).at("/error/code").asInt()).as(response.body()).isEqualTo(code);
  }
}

package ai.organized.flywheel.mcp;

import static ai.organized.flywheel.mcp.Talking.echo;
import static ai.organized.flywheel.mcp.Talking.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Replies;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModernEraTest {
  private static final McpManners MODERN = McpManners.of(Era.MODERN, Replies.EVENT_STREAM);

  private final Talking talking = new Talking();

  @AfterEach
  void close() {
    talking.close();
  }

  @Test
  void everyRequestSaysAllAboutItself() {
    McpServer server = talking.serve(MODERN, echo("search"));

    talking.call(server, "search");

    assertThat(talking.asked()).containsExactly("POST tools/list 200", "POST tools/call 200");
    RecordedRequest call = talking.lastRequest();
    assertThat(call.headers())
        .containsEntry("mcp-protocol-version", "2026-07-28")
        .containsEntry("mcp-method", "tools/call")
        .containsEntry("mcp-name", "search")
        .doesNotContainKey("mcp-session-id");
    JsonNode meta = Talking.body(call).at("/params/_meta");
    assertThat(meta.path("io.modelcontextprotocol/protocolVersion").asText())
        .isEqualTo("2026-07-28");
    assertThat(meta.path("io.modelcontextprotocol/clientCapabilities").isObject()).isTrue();
    assertThat(meta.path("io.modelcontextprotocol/clientInfo").path("name").asText())
        .isEqualTo("flywheel");
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"größe", " padded ", "a\tb", "=?base64?YQ==?=", "価値", "plain name"})
  void nameThatNoHeaderCanCarryIsEncoded(String name) {
    McpServer server = talking.serve(MODERN, echo(name));

    assertThat(talking.call(server, name)).isEqualTo(Rpc.object()); // the sandbox compares
  }

  @Test
  void argumentsThatTheSchemaNamesAreRepeatedInHeaders() {
    ServedTool tool =
        withSchema(
            "query",
            """
            {"type":"object","properties":{
              "region":{"type":"string","x-mcp-header":"Region"},
              "limit":{"type":"integer","x-mcp-header":"Limit"},
              "dry":{"type":"boolean","x-mcp-header":"Dry-Run"},
              "absent":{"type":"string","x-mcp-header":"Absent"},
              "none":{"type":"string","x-mcp-header":"None"},
              "inner":{"type":"object","properties":{
                "x-mcp-header":{"type":"string","x-mcp-header":"Deep"}}}}}
            """);
    McpServer server = talking.serve(MODERN, tool);
    try (McpSession session = talking.open(server)) {
      session.call(
          "query",
          json(
              """
              {"region":"Köln","limit":42,"dry":true,"none":null,
               "inner":{"x-mcp-header":"deep value"}}
              """));
    }
    assertThat(talking.lastRequest().headers())
        .containsEntry("mcp-param-region", "=?base64?S8O2bG4=?=")
        .containsEntry("mcp-param-limit", "42")
        .containsEntry("mcp-param-dry-run", "true")
        .containsEntry("mcp-param-deep", "deep value")
        .doesNotContainKeys("mcp-param-absent", "mcp-param-none");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"with blank\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":7}}}",
        "{\"properties\":{\"a\":{\"type\":\"number\",\"x-mcp-header\":\"A\"}}}",
        "{\"properties\":{\"a\":{\"x-mcp-header\":\"A\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"},"
            + "\"b\":{\"type\":\"string\",\"x-mcp-header\":\"a\"}}}",
        "{\"properties\":{\"a\":{\"items\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}}",
        "{\"anyOf\":[{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}]}",
        "{\"type\":\"string\",\"x-mcp-header\":\"A\"}"
      })
  void toolWithAnInvalidAnnotationIsLeftOutAndTheOthersStay(String schema) {
    McpServer server = talking.serve(MODERN, withSchema("bad", schema), echo("good"));

    try (McpSession session = talking.open(server)) {
      assertThat(session.tools()).extracting(McpTool::name).containsExactly("good");
    }
  }

  @Test
  void serverThatWantsAPersonIsRefused() {
    refusesResult("{\"resultType\":\"input_required\",\"inputRequests\":{}}", "wants a person");
  }

  @Test
  void resultOfAnUnknownKindIsRefused() {
    refusesResult("{\"resultType\":\"perhaps\",\"content\":[]}", "unknown kind perhaps");
  }

  private void refusesResult(String result, String message) {
    McpServer server = talking.serve(MODERN, echo("search"));
    talking.sandbox.failRequest(
        2, 200, "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":" + result + "}", Map.of());

    assertThatThrownBy(() -> talking.call(server, "search"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {-32020, -32021})
  void modernErrorIsRefusedAndNotMistakenForAnotherEra(int code) {
    McpServer server = talking.serve(MODERN, echo("search"));
    talking.sandbox.failRequest(
        1, 400, error(code, "Header mismatch: it says why", "{}"), Map.of());

    assertThatThrownBy(() -> talking.call(server, "search"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("refused tools/list: Header mismatch: it says why");
    assertThat(talking.sandbox.requests()).hasSize(1);
  }

  @Test
  void revisionsThatWeDoNotSpeakAreNamed() {
    McpServer server = talking.serve(MODERN, echo("search"));
    String supported = "{\"supported\":[\"2031-01-01\"],\"requested\":\"2026-07-28\"}";
    talking.sandbox.failRequest(1, 400, error(-32022, "Unsupported", supported), Map.of());

    assertThatThrownBy(() -> talking.call(server, "search"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("unsupported_version"))
        .hasMessageContaining("2031-01-01")
        .hasMessageContaining("2026-07-28");
  }

  @Test
  void revisionThatTheServerOffersInsteadIsSpoken() {
    McpServer server =
        talking.serve(McpManners.of(Era.LEGACY_STATELESS, Replies.JSON), echo("search"));
    String supported = "{\"supported\":[\"2031-01-01\",\"2025-11-25\"]}";
    talking.sandbox.failRequest(1, 400, error(-32022, "Unsupported", supported), Map.of());

    assertThat(talking.call(server, "search")).isEqualTo(Rpc.object());
    assertThat(talking.asked()).contains("POST initialize 200");
  }

  private static String error(int code, String message, String data) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":%d,\"message\":\"%s\",\"data\":%s}}"
        .formatted(code, message, data);
  }

  private static ServedTool withSchema(String name, String schema) {
    return new ServedTool(name, true, json(schema), Optional.empty(), any -> ToolAnswer.text("ok"));
  }
}

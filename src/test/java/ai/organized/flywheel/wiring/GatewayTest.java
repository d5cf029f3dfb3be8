package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.WholeFile;
import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /v1/chat/completions} as a client's agent sees it. */
class GatewayTest {
  private static final String QUESTION =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"PMAX shows $0 value\"}]}";

  @TempDir static Path data;
  private static RunningLoop loop;

  @BeforeAll
  static void start() {
    loop = RunningLoop.start(data, Map.of());
    loop.dropSamples("hre");
    loop.dropSamples("rtt");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> loop.versions("hre").stream().anyMatch(v -> v.state() == ModelState.ACTIVE));
  }

  @AfterAll
  static void stop() {
    loop.close();
  }

  private static HttpResponse<String> ask(String client, String body) {
    return client == null
        ? loop.post("/v1/chat/completions", body)
        : loop.post("/v1/chat/completions", body, "x-client-id", client);
  }

  @Test
  void theActiveModelAnswersWithTheSystemPromptOfItsDatasetFirst() {
    HttpResponse<String> answer =
        ask(
            "hre",
            "{\"model\":\"whatever\",\"user\":\"u1\",\"messages\":[{\"role\":\"system\",\"content\":"
                + "\"be brief\"},{\"role\":\"user\",\"content\":\"PMAX shows $0 value\"}]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-model-version")).contains("v1");
    JsonNode body = Json.parse(answer.body());
    assertThat(body.at("/choices/0/message/content").asText()).isNotBlank();
    JsonNode sent = lastChat();
    assertThat(sent.path("model").asText()).startsWith("ft:");
    assertThat(sent.path("user").asText()).isEqualTo("u1");
    assertThat(sent.at("/messages/0/content").asText()).contains("HRE").isEqualTo(trainedWith());
    assertThat(sent.at("/messages/1/content").asText()).isEqualTo("be brief");
  }

  private static JsonNode lastChat() {
    RecordedRequest last = null;
    for (RecordedRequest request : loop.sandbox().requests()) {
      last = request.path().equals("/v1/chat/completions") ? request : last;
    }
    return Json.parse(new String(last.body(), StandardCharsets.UTF_8));
  }

  private static String trainedWith() {
    return loop.firstTrainingLine("hre").at("/messages/0/content").asText();
  }

  @Test
  void errorsHaveOpenAisShapeAndSayWhatIsWrong() {
    assertError(ask(null, QUESTION), 400, "missing_client");
    assertError(ask("../../etc", QUESTION), 400, "invalid_client");
    assertError(ask("nobody", QUESTION), 404, "unknown_client");
    assertError(ask("hre", "{\"messages\":"), 400, "invalid_json");
    assertError(ask("hre", "[]"), 400, "invalid_body");
    assertError(ask("hre", "{\"messages\":[]}"), 400, "missing_messages");
    assertError(ask("hre", ""), 400, "invalid_body");
  }

  private static void assertError(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode error = Json.parse(answer.body()).path("error");
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(error.has("type") && error.has("param")).isTrue();
  }

  @Test
  void aClientWithoutAModelIsAnsweredByTheBaseModel() {
    HttpResponse<String> answer = ask("rtt", QUESTION);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-fallback-used")).contains("rag_context");
    assertThat(answer.headers().firstValue("x-arm")).contains("fallback");
    assertThat(answer.headers().firstValue("x-model-version")).contains("none");
    assertThat(lastChat().at("/messages/1/content").asText()).contains("PMAX");
  }

  @Test
  void aClientForWhomNothingStandsInIsToldAndTheLogHoldsALine() throws IOException {
    ObjectNode config =
        (ObjectNode)
            Json.parse(Files.readString(RunningLoop.SAMPLES.resolve("rtt").resolve("config.json")));
    config
        .put("client_id", "zed")
        .put("fallback", "error")
        .put("display_name", "Zed")
        .putArray("aliases");
    WholeFile.write(
        loop.settings().places().clients().resolve("zed").resolve("config.json"),
        out -> out.write(Json.canonical(config)));
    await().until(() -> ask("zed", QUESTION).statusCode() != 404);
    try (AllLogs logs = AllLogs.from(Level.INFO)) {
      ask("zed", QUESTION);

      assertThat(logs.lines("ERROR")).isEmpty();
      assertThat(logs.lines("WARN")).isNotEmpty();
    }
  }

  @Test
  void embeddingsOfAClientWhoseDataMayLeaveAreOpenAis() {
    HttpResponse<String> answer =
        loop.post(
            "/v1/embeddings", "{\"model\":\"hre\",\"input\":[\"a\",\"b\"]}", "x-client-id", "hre");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Json.parse(answer.body()).path("data")).hasSize(2);
    assertThat(Json.parse(answer.body()).path("model").asText())
        .startsWith("text-embedding-3-small");
  }

  @Test
  void theListOfModelsNamesTheClients() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            "http://127.0.0.1:" + loop.settings().server().port() + "/v1/models"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(Json.parse(answer.body()).path("data").findValuesAsText("id"))
        .contains("hre", "rtt");
  }

  @Test
  void aBodyOfFiftyKilobytesWithContentPartsPasses() {
    ArrayNode messages = Json.STRICT.createArrayNode();
    ArrayNode parts = messages.addObject().put("role", "user").putArray("content");
    parts.addObject().put("type", "text").put("text", "x".repeat(50_000));
    parts.addObject().put("type", "text").put("text", "PMAX shows $0 value");

    assertThat(ask("hre", "{\"messages\":" + messages + "}").statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyOverTwentyMegabytesIsRefusedInTheSameShape() {
    String large =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(21 << 20) + "\"}]}";

    assertThat(ask("hre", large).statusCode()).isEqualTo(413);
  }

  @Test
  void aModelThatIsBusyIsToldInOurWords() {
    String busy =
        "{\"error\":{\"message\":\"busy\",\"type\":\"x\",\"param\":null,\"code\":\"slow_down\"}}";
    loop.sandbox().failNext("POST", "/v1/chat/completions", 429, busy, Map.of("Retry-After", "2"));

    HttpResponse<String> answer = ask("hre", QUESTION);

    assertError(answer, 429, "rate_limit_exceeded");
    assertThat(answer.headers().firstValue("retry-after")).contains("2");
  }
}

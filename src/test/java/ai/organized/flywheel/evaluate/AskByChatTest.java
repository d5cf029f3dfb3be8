package ai.organized.flywheel.evaluate;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.evaluate.Answer.Tokens;
import ai.organized.flywheel.evaluate.Contestant.Role;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.fixtures.TrainedModels;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.serve.ModelPlaces;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.SettingsReader;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.WholeFile;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskByChatTest {
  private static final String BASE = "gpt-4o-mini-2024-07-18";

  @TempDir Path folder;
  private final HandTurnedClock clock = new HandTurnedClock();
  private Sandbox sandbox;
  private Clients clients;

  @BeforeEach
  void open() {
    sandbox = Sandbox.start(SandboxOptions.defaults(clock));
    clients = new Clients(folder.resolve("clients"));
    configure(ACME, true);
    configure(OTHER, false);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private void configure(ClientId client, boolean egress) {
    WholeFile.write(
        clients.folder(client).resolve("config.json"),
        "{\"client_id\": \"%s\", \"data_egress_allowed\": %s}".formatted(client, egress));
  }

  private Settings settings(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.putIfAbsent("OPENAI_API_KEY", SandboxOptions.DEFAULT_API_KEY);
    environment.put("OPENAI_BASE_URL", sandbox.openAiBase().toString());
    environment.put("OLLAMA_HOST", sandbox.ollama().toString());
    return SettingsReader.read(Path.of("").toAbsolutePath(), new Properties(), environment);
  }

  private AskByChat chat(Settings settings, Function<RemoteCall, RemoteReply> send) {
    return new AskByChat(
        new ChatModels(
            new ModelPlaces(settings), clients, send, settings.evaluation().answerTimeout()));
  }

  private AskByChat chat() {
    return chat(settings(Map.of()), SendCall::send);
  }

  private AskByChat answering(int status, String body) {
    return chat(settings(Map.of()), call -> new RemoteReply(status, Optional.empty(), body));
  }

  private static Question question(String provider, String model) {
    return question(ACME, provider, model);
  }

  private static Question question(ClientId client, String provider, String model) {
    Contestant asked =
        new Contestant(Role.CANDIDATE, Optional.of(1), provider, model, BASE, "You know tags.");
    return new Question(client, asked, "e-1", "problem 7", new Sampling(0, 1), 0);
  }

  private JsonNode sent() {
    return Json.parse(new String(lastRequest().body(), StandardCharsets.UTF_8));
  }

  private RecordedRequest lastRequest() {
    return sandbox.requests().get(sandbox.requests().size() - 1);
  }

  @Test
  void aTrainedModelAnswersUnderItsPromptAndTheAnswerTellsWhatItTook() {
    String model =
        new TrainedModels(settings(Map.of()).openAi(), folder, clock)
            .knowing(Map.of("problem 7", "solution 7", "another matter", "leave it"));

    Answer answer = chat().ask(question("openai", model));

    assertThat(answer.text()).isEqualTo("solution 7");
    assertThat(answer.flaw()).isEmpty();
    assertThat(answer.finishReason()).contains("stop");
    assertThat(answer.tokens()).contains(new Tokens(5, 2));
    assertThat(answer.latencyMillis().orElseThrow()).isBetween(0L, 60_000L);
    assertThat(lastRequest().path()).isEqualTo("/v1/chat/completions");
    assertThat(sent().path("model").asText()).isEqualTo(model);
    assertThat(sent().path("temperature").asDouble(-1)).isZero();
    assertThat(sent().path("max_completion_tokens").asInt()).isEqualTo(1024);
    assertThat(sent().has("max_tokens")).isFalse();
    assertThat(sent().path("messages").toString())
        .isEqualTo(
            "[{\"role\":\"system\",\"content\":\"You know tags.\"},"
                + "{\"role\":\"user\",\"content\":\"problem 7\"}]");
  }

  @ParameterizedTest
  @CsvSource({"together, /chat/completions", "ollama, /ollama/v1/chat/completions", "mlx, /v1/"})
  void otherServersReadMaxTokensOnly(String provider, String path) {
    RemoteCall[] sent = new RemoteCall[1];
    chat(
            settings(Map.of("TOGETHER_API_KEY", "k")),
            call -> {
              sent[0] = call;
              return new RemoteReply(200, Optional.empty(), "{}");
            })
        .ask(question(provider, "acme-client:v1"));

    JsonNode body = Json.parse((String) sent[0].body());
    assertThat(body.path("max_tokens").asInt()).isEqualTo(1024);
    assertThat(body.has("max_completion_tokens")).isFalse();
    assertThat(sent[0].uri().getPath()).contains(path);
  }

  @Test
  void theKeyGoesWhereTheProviderReadsItAndTheAnswerHasItsTime() {
    RemoteCall[] sent = new RemoteCall[1];
    chat(
            settings(
                Map.of(
                    "FLYWHEEL_OPENAI_AUTH_HEADER", "api-key",
                    "FLYWHEEL_EVALUATE_ANSWER_TIMEOUT_SECONDS", "7")),
            call -> {
              sent[0] = call;
              return new RemoteReply(200, Optional.empty(), "{}");
            })
        .ask(question("openai", BASE));

    assertThat(sent[0].authHeader()).isEqualTo("api-key");
    assertThat(sent[0].authorization()).isEqualTo(SandboxOptions.DEFAULT_API_KEY);
    assertThat(sent[0].deadline().orElseThrow().length()).isEqualTo(Duration.ofSeconds(7));
    assertThat(sent[0].client()).isEqualTo(ACME);
  }

  @Test
  void aModelThatTheServerDoesNotKnowIsNotFound() {
    assertThatThrownBy(() -> chat().ask(question("openai", "ft:nobody:knows::it")))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("model_not_found"))
        .hasMessageContaining("asking question e-1 (ft:nobody:knows::it at openai)");
  }

  @Test
  void ollamaSaysItByTheStatusAlone() {
    String body =
        "{\"error\":{\"message\":\"model \\\"x\\\" not found\",\"type\":\"not_found_error\","
            + "\"param\":null,\"code\":null}}";

    assertThatThrownBy(() -> answering(404, body).ask(question("ollama", "x")))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("model_not_found"));
  }

  @Test
  void anotherRefusalIsOneAndABusyServerIsAskedLater() {
    assertThatThrownBy(() -> answering(400, "{}").ask(question("openai", BASE)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("provider_refused"));
    assertThatThrownBy(() -> answering(429, "{}").ask(question("openai", BASE)))
        .isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> answering(200, "<html>").ask(question("openai", BASE)))
        .isInstanceOf(UnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"choices\":[]}",
        "{\"choices\":[{\"message\":{\"content\":\"\"}}]}",
        "{\"choices\":[{\"message\":{\"content\":null}}]}",
        "{\"choices\":[{\"message\":{\"content\":[]}}]}"
      })
  void anAnswerWithoutTextIsAnEmptyAnswer(String body) {
    Answer answer = answering(200, body).ask(question("openai", BASE));

    assertThat(answer.text()).isEmpty();
    assertThat(answer.flaw()).contains(Flaw.EMPTY);
    assertThat(answer.tokens()).as("unknown, not zero").isEmpty();
    assertThat(answer.finishReason()).isEmpty();
  }

  @Test
  void aRefusalAndACutOffAnswerAreToldFromOthers() {
    assertThat(
            answering(
                    200,
                    "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"No.\"},"
                        + "\"finish_reason\":\"stop\"}]}")
                .ask(question("openai", BASE))
                .flaw())
        .contains(Flaw.DECLINED);
    assertThat(
            answering(
                    200,
                    "{\"choices\":[{\"message\":{\"content\":\"Check\"},"
                        + "\"finish_reason\":\"length\"}]}")
                .ask(question("openai", BASE))
                .flaw())
        .contains(Flaw.CUT_OFF);
    assertThat(
            answering(
                    200,
                    "{\"choices\":[{\"message\":{\"content\":\"\"},"
                        + "\"finish_reason\":\"content_filter\"}]}")
                .ask(question("openai", BASE))
                .flaw())
        .contains(Flaw.DECLINED);
  }

  @Test
  void whatMayNotLeaveIsNotShownToAModelThatOllamaPassesOn() {
    sandbox.addOllamaModel(
        "{\"name\": \"big:120b-cloud\", \"remote_host\": \"https://ollama.example\"}");

    assertThatThrownBy(() -> chat().ask(question(OTHER, "ollama", "big:120b-cloud")))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("egress_refused"));
    assertThatThrownBy(() -> chat().ask(question(OTHER, "ollama", "not-there")))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("model_not_found"));

    assertThat(sandbox.requests())
        .extracting(RecordedRequest::path)
        .containsOnly("/ollama/api/tags");
  }
}

package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dropped file, and what a user sees in the end. */
class LoopTest {
  private static final String QUESTION =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"PMAX shows $0 value\"}]}";

  @TempDir Path data;

  @Test
  void droppedFileBecomesAPromotedModelThatAnswers() throws IOException {
    try (RunningLoop loop = RunningLoop.start(data, Map.of())) {
      loop.dropContainer("hre");
      loop.dropSamples("hre");
      ModelVersion version = awaitEnd(loop, 1);

      assertThat(version.state()).as(version.reason().orElse("")).isEqualTo(ModelState.ACTIVE);
      JsonNode row = await().until(this::registryRow, found -> found.path("active").asBoolean());
      assertThat(row.path("model_id").asText()).startsWith("ft:");
      assertThat(Files.readAllLines(client("v1.jsonl"))).hasSizeGreaterThanOrEqualTo(50);
      assertThat(Files.readAllLines(client("v1_eval.jsonl"))).hasSizeGreaterThanOrEqualTo(10);
      assertThat(loop.post("/v1/chat/completions", QUESTION, "x-client-id", "HRE").statusCode())
          .isEqualTo(200);
      assertThat(promptsOf(loop))
          .as("trained with, asked with, served with, shown")
          .hasSize(1)
          .allMatch(prompt -> prompt.contains("GTM: GTM-HRE0001 (web, version 42;"));
      await()
          .until(() -> loop.sandbox().slackTexts().stream().anyMatch(t -> t.contains("promoted")));
    }
  }

  /** The system prompts of all that was trained, asked and shown. */
  private Set<String> promptsOf(RunningLoop loop) throws IOException {
    Set<String> prompts = new HashSet<>();
    for (String file : List.of("v1.jsonl", "v1_eval.jsonl")) {
      for (String line : Files.readAllLines(client(file))) {
        prompts.add(Json.parse(line).at("/messages/0/content").asText());
      }
    }
    for (RecordedRequest request : loop.sandbox().requests()) {
      if (request.path().equals("/v1/chat/completions")) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        prompts.add(Json.parse(body).at("/messages/0/content").asText());
      }
    }
    String state = Files.readString(client("account_state.json"));
    prompts.add(Json.parse(state).path("system_prompt").asText());
    return prompts;
  }

  /** The first row of the readable registry, which is written after the promotion is kept. */
  private JsonNode registryRow() throws IOException {
    return Json.parse(Files.readString(client("model_registry.json"))).path(0);
  }

  private Path client(String file) {
    return data.resolve("clients/hre").resolve(file);
  }

  @Test
  void aModelBuiltOnShuffledAnswersIsRefusedAndOneOnTheTrueFileIsPromoted(@TempDir Path other) {
    ModelVersion shuffled;
    try (RunningLoop loop = RunningLoop.start(data, Map.of())) {
      loop.sandbox().shuffleAnswers(true);
      loop.dropSamples("hre");
      shuffled = awaitEnd(loop, 1);
      assertThat(loop.post("/v1/chat/completions", QUESTION, "x-client-id", "hre").headers().map())
          .containsEntry("x-model-version", List.of("none"))
          .containsEntry("x-arm", List.of("fallback"));
    }
    ModelVersion trueOne;
    try (RunningLoop loop = RunningLoop.start(other, Map.of())) {
      loop.dropSamples("hre");
      trueOne = awaitEnd(loop, 1);
    }

    System.out.println("shuffled answers: " + shuffled.reason().orElseThrow());
    System.out.println("the true file:    " + trueOne.reason().orElseThrow());
    assertThat(shuffled.state()).isEqualTo(ModelState.REFUSED);
    assertThat(trueOne.state()).isEqualTo(ModelState.ACTIVE);
    assertThat(trueOne.evalScore().orElseThrow()).isGreaterThan(shuffled.evalScore().orElseThrow());
  }

  @Test
  void aProviderThatIsBusyIsAskedAgainAndNothingIsLost() {
    try (RunningLoop loop = RunningLoop.start(data, Map.of())) {
      String busy =
          "{\"error\":{\"message\":\"busy\",\"type\":\"server_error\",\"param\":null,\"code\":null}}";
      loop.sandbox().failNext("POST", "/v1/files", 503, busy, Map.of());
      loop.sandbox()
          .failNext("POST", "/v1/fine_tuning/jobs", 429, busy, Map.of("Retry-After", "1"));
      loop.sandbox().failNext("GET", "/v1/fine_tuning/jobs/", 500, "<html>oops</html>", Map.of());
      loop.sandbox().failNext("POST", "/v1/chat/completions", 500, busy, Map.of());
      loop.sandbox().failNext("POST", "/services/", 500, "rollup_error", Map.of());
      loop.dropSamples("hre");

      ModelVersion version = awaitEnd(loop, 1);

      assertThat(version.state()).as(version.reason().orElse("")).isEqualTo(ModelState.ACTIVE);
      assertThat(count(loop, "POST", "/v1/fine_tuning/jobs")).isEqualTo(2);
      await()
          .until(() -> loop.sandbox().slackTexts().stream().anyMatch(t -> t.contains("promoted")));
    }
  }

  private static long count(RunningLoop loop, String method, String path) {
    return loop.sandbox().requests().stream()
        .filter(r -> r.method().equals(method) && r.path().equals(path))
        .count();
  }

  @Test
  void aRefusalOfTheProviderEndsTheTrainingWithWhatToDoNext() {
    try (RunningLoop loop = RunningLoop.start(data, Map.of())) {
      loop.sandbox().refuseTraining(true);
      loop.dropSamples("hre");

      ModelVersion version = awaitEnd(loop, 1);

      assertThat(version.state()).isEqualTo(ModelState.FAILED);
      assertThat(version.reason().orElseThrow())
          .contains("training_not_available", "OPENAI_BASE_URL", "fine-tune submit");
    }
  }

  @Test
  void enoughNewLinesTrainASecondVersionThatIsHeldAgainstTheChampion() throws IOException {
    try (RunningLoop loop = RunningLoop.start(data, Map.of())) {
      ArrayNode all =
          (ArrayNode) Json.STRICT.readTree(Path.of("data/samples/hre/experiments.json").toFile());
      loop.dropSamples("hre", slice(all, 0, 110));
      ModelVersion first = awaitEnd(loop, 1);
      assertThat(first.state()).as(first.reason().orElse("")).isEqualTo(ModelState.ACTIVE);

      loop.dropSamples("hre", slice(all, 110, all.size()));
      ModelVersion second = awaitEnd(loop, 2);

      assertThat(second.reason().orElseThrow()).contains("champion", "on the same questions");
      assertThat(loop.askAgain("hre"))
          .as("the first version has no one before it, the second has nothing new to answer")
          .containsAnyOf("there is nothing to compare", "there is nothing new");
      assertThat(loop.versions("hre")).filteredOn(v -> v.state() == ModelState.ACTIVE).hasSize(1);
      loop.dropSamples("hre", slice(all, 110, all.size()));
      await().until(() -> Files.exists(data.resolve("inbox/experiments/.done/slice.json.3")));
      assertThat(loop.versions("hre")).as("the same drop again starts nothing").hasSize(2);
    }
  }

  private static ArrayNode slice(ArrayNode all, int from, int to) {
    ArrayNode slice = Json.STRICT.createArrayNode();
    for (int i = from; i < to; i++) {
      slice.add(all.get(i));
    }
    return slice;
  }

  @Test
  void withoutAKeyNothingIsSentAndTheAnswerSaysWhatToSet() {
    try (RunningLoop loop = RunningLoop.start(data, Map.of("OPENAI_API_KEY", ""))) {
      loop.dropSamples("hre");

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(loop.lastAnswer("hre")).get().asString().contains("OPENAI_API_KEY"));
      assertThat(loop.sandbox().requests()).isEmpty();
    }
  }

  /** Waits until that version has ended, well or not. */
  private static ModelVersion awaitEnd(RunningLoop loop, int version) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                loop.versions("hre").stream()
                    .filter(v -> v.version() == version && ended(v.state()))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  private static boolean ended(ModelState state) {
    return state == ModelState.ACTIVE
        || state == ModelState.REFUSED
        || state == ModelState.HELD
        || state == ModelState.FAILED
        || state == ModelState.HELD
        || state == ModelState.ARCHIVED;
  }
}

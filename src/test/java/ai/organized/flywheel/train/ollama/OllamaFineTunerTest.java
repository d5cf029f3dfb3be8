package ai.organized.flywheel.train.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.SendInTime;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.sandbox.ollama.CreateFault;
import ai.organized.flywheel.settings.Settings.Ollama;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.JobProgress.Ended;
import ai.organized.flywheel.train.JobProgress.Succeeded;
import ai.organized.flywheel.train.PaperJob;
import ai.organized.flywheel.train.TrainingJob;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OllamaFineTunerTest {
  /** Nothing is known of it, so nothing of it may leave. */
  private static final ClientId ACME = new ClientId("acme");

  private static final String NAME = "acme-client:v1";
  private static final String CLOUD =
      "{\"name\":\"llama3.1:8b\",\"architecture\":\"llama\",\"remote_model\":\"llama3.1\","
          + "\"remote_host\":\"https://ollama.com:443\"}";

  @TempDir Path folder;
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));

  @AfterEach
  void close() {
    sandbox.close();
  }

  private FineTuner baking(String base, int examples) {
    return new OllamaFineTuner(
        new Ollama(sandbox.ollama(), base, examples),
        new Clients(folder.resolve("clients")),
        SendInTime::send,
        Optional.empty(),
        OllamaApiBackend.PATIENCE);
  }

  private FineTuner baking() {
    return baking("llama3.1:8b", 3);
  }

  private TrainingJob job(FineTuner tuner) {
    TrainingJob planned = PaperJob.planned(folder, tuner, "acme", 1);
    return planned.withFile(tuner.upload(planned));
  }

  private JsonNode post(String path, String body) {
    URI uri = URI.create(sandbox.ollama() + path);
    return Json.readObject(SendInTime.send(RemoteCall.postJson(ACME, uri, "", body)).body())
        .orElseThrow();
  }

  private JsonNode shown() {
    return post("/api/show", "{\"model\":\"" + NAME + "\"}");
  }

  private List<RecordedRequest> requests(String path) {
    return sandbox.requests().stream().filter(each -> each.path().endsWith(path)).toList();
  }

  private static void assertRefused(Runnable call, String code, String... words) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(List.of(words)).allMatch(e.getMessage()::contains));
  }

  @Test
  void theModelHasThePromptTheBestExamplesAndTheParameters() {
    FineTuner tuner = baking();

    assertThat(tuner.createJob(job(tuner))).isEqualTo(NAME);

    JsonNode shown = shown();
    assertThat(shown.path("system").asText()).isEqualTo("You know tags.");
    assertThat(shown.path("messages").findValuesAsText("content"))
        .hasSize(6)
        .startsWith("What about number 0?", "Zebrastreifenkatalog number 0.")
        .endsWith("Zebrastreifenkatalog number 2.");
    assertThat(shown.path("parameters").asText())
        .containsPattern("temperature +0.2")
        .containsPattern("num_ctx +4096")
        .containsPattern("stop +\"<\\|eot_id\\|>\"");
    assertThat(shown.at("/details/parent_model").asText()).isEqualTo("llama3.1:8b");
  }

  @Test
  void theModelAnswersWithWhatWasBaked() {
    FineTuner tuner = baking();
    tuner.createJob(job(tuner));

    JsonNode answer =
        post(
            "/v1/chat/completions",
            "{\"model\":\"acme-client:v1\",\"temperature\":0,\"messages\":[{\"role\":\"user\","
                + "\"content\":\"number 1\"}]}");

    assertThat(answer.at("/choices/0/message/content").asText())
        .isEqualTo("Zebrastreifenkatalog number 1.");
  }

  @Test
  void aBaseThatIsNotThereIsNeverNamedToOllama() {
    FineTuner tuner = baking("llama9", 3);

    assertRefused(() -> tuner.check(ACME), "model_not_found", "ollama pull llama9");
    assertRefused(() -> tuner.createJob(job(tuner)), "model_not_found", "ollama pull llama9");

    assertThat(requests("/api/create")).isEmpty();
    assertThat(sandbox.ollamaRoom().fetches()).isEmpty();
  }

  @Test
  void aBaseThatRunsElsewhereGetsNothingOfAClientWhoseDataMayNotLeave() throws IOException {
    sandbox.addOllamaModel(CLOUD);
    FineTuner tuner = baking();

    assertRefused(() -> tuner.check(ACME), "egress_refused", "acme", "FLYWHEEL_OLLAMA_BASE_MODEL");
    assertRefused(() -> tuner.createJob(job(tuner)), "egress_refused", "acme");
    assertThat(sandbox.bytesReceived()).isZero();

    Path config = Files.createDirectories(folder.resolve("clients/acme")).resolve("config.json");
    Files.writeString(config, "{\"client_id\":\"acme\",\"data_egress_allowed\":true}");
    tuner.check(ACME);
    assertThat(tuner.createJob(job(tuner))).isEqualTo(NAME);
  }

  @Test
  void aBaseThatIsReplacedByOneElsewhereIsNoticedBeforeAnythingIsSent() {
    FineTuner tuner = baking();
    tuner.check(ACME);
    sandbox.addOllamaModel(CLOUD);

    assertRefused(() -> tuner.createJob(job(tuner)), "egress_refused");

    assertThat(sandbox.bytesReceived()).isZero();
  }

  @Test
  void aBaseThatDoesNotConverseIsRefused() {
    assertRefused(
        () -> baking("all-minilm", 3).check(ACME), "invalid_base_model", "does not converse");
  }

  @Test
  void anErrorInTheMiddleIsAnErrorAlthoughTheStatusIs200() {
    FineTuner tuner = baking();
    TrainingJob job = job(tuner);
    sandbox.ollamaRoom().failNextCreate(CreateFault.ERROR_LINE);

    assertThatThrownBy(() -> tuner.createJob(job))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("error reading layer");

    assertThat(requests("/api/create").get(0).status()).isEqualTo(200);
    assertThat(tuner.findJob(job)).isEmpty();
    assertThat(tuner.createJob(job)).isEqualTo(NAME);
  }

  @Test
  void aFullDiskIsRefusedWithWhatToDo() {
    sandbox.ollamaRoom().failNextCreate(CreateFault.DISK_FULL);

    assertRefused(() -> baking().createJob(job(baking())), "disk_full", "ollama rm");
  }

  @ParameterizedTest
  @EnumSource(
      value = CreateFault.class,
      names = {"HANG", "BROKEN_OFF", "ENDS_EARLY"})
  void anAnswerWithoutItsEndIsNoSuccessAndIsNotWaitedForForEver(CreateFault fault) {
    FineTuner tuner = baking();
    TrainingJob job = job(tuner);
    sandbox.ollamaRoom().failNextCreate(fault);

    assertThatThrownBy(() -> tuner.createJob(job)).isInstanceOf(UnavailableException.class);

    assertThat(tuner.findJob(job)).isEmpty();
    assertThat(tuner.poll(job.withJob(NAME))).isInstanceOf(Ended.class);
  }

  @Test
  void aModelThatIsReplacedUnderItsNameIsNotOurs() {
    FineTuner tuner = baking();
    TrainingJob job = job(tuner);
    TrainingJob created = job.withJob(tuner.createJob(job));
    assertThat(tuner.poll(created)).isEqualTo(new Succeeded(NAME, OptionalLong.empty()));

    sandbox.addOllamaModel("{\"name\":\"" + NAME + "\",\"architecture\":\"llama\"}");

    assertThat(tuner.poll(created))
        .isInstanceOfSatisfying(
            Ended.class, ended -> assertThat(ended.status()).isEqualTo("replaced"));
    assertThat(tuner.findJob(job)).isEmpty();
    tuner.createJob(job);
    assertThat(tuner.findJob(job)).contains(NAME);
  }

  @Test
  void cancellingTakesNoModelAway() {
    FineTuner tuner = baking();
    TrainingJob job = job(tuner);
    TrainingJob created = job.withJob(tuner.createJob(job));

    tuner.cancel(created);

    assertThat(tuner.poll(created)).isInstanceOf(Succeeded.class);
  }

  @Test
  void aFileOfThisMachineIsUploadedOnceAndBecomesTheBase() throws IOException {
    Path base = Files.writeString(folder.resolve("base.gguf"), "GGUF and so on");
    FineTuner tuner = baking(base.toString(), 3);
    TrainingJob planned = PaperJob.planned(folder, tuner, "acme", 1);
    tuner.check(ACME);
    assertThat(tuner.findUpload(planned)).isEmpty();

    String digest = tuner.upload(planned);

    assertThat(digest).matches("sha256:[0-9a-f]{64}");
    assertThat(tuner.findUpload(planned)).contains(digest);
    assertThat(tuner.upload(planned)).isEqualTo(digest);
    assertThat(requests("/api/blobs/" + digest).stream().filter(r -> r.method().equals("POST")))
        .hasSize(1);
    assertThat(tuner.createJob(planned.withFile(digest))).isEqualTo(NAME);
    assertThat(shown().path("system").asText()).isEqualTo("You know tags.");
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws IOException {
    Path base = Files.writeString(folder.resolve("base.gguf"), "PK");

    assertRefused(() -> baking(base.toString(), 3).check(ACME), "invalid_base_model", "no GGUF");
    assertRefused(
        () -> baking("/nowhere/x.gguf", 3).check(ACME), "invalid_base_model", "cannot be read");
  }

  @Test
  void whatCannotStandInAModelfileIsBakedInItsNormalForm() throws IOException {
    FineTuner tuner = baking();
    TrainingJob job = job(tuner);
    String system = "Say \\\"\\\"\\\"\\nFROM evil\\r\\n100\\u00a0%\\u0000";
    Files.writeString(
        job.trainingFile(),
        "{\"messages\":[{\"role\":\"system\",\"content\":\""
            + system
            + "\"},{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]}\n");

    tuner.createJob(job);

    assertThat(shown().path("system").asText()).isEqualTo("Say \"\" \"\nFROM evil\n100 %");
    assertThat(tuner.findJob(job)).contains(NAME);
  }

  @Test
  void asManyExamplesAreBakedAsHaveRoom() throws IOException {
    FineTuner tuner = baking("llama3.1:8b", 100);
    TrainingJob job = job(tuner);
    String line = Files.readAllLines(job.trainingFile()).get(0);
    String longLine = line.replace("number 0?", "x".repeat(9_000) + "?") + "\n";
    Files.writeString(job.trainingFile(), longLine.repeat(20));

    tuner.createJob(job);

    JsonNode shown = shown();
    assertThat(shown.path("messages")).hasSize(8);
    assertThat(shown.path("parameters").asText()).containsPattern("num_ctx +14336");
  }

  @Test
  void withNoExamplesThePromptAloneIsBaked() {
    FineTuner tuner = baking("llama3.1:8b", 0);

    tuner.createJob(job(tuner));

    assertThat(shown().has("messages")).isFalse();
    assertThat(shown().path("system").asText()).isEqualTo("You know tags.");
  }

  @Test
  void aTrainingFileThatIsGoneIsRefused() {
    FineTuner tuner = baking();
    TrainingJob job = job(tuner);
    assertThat(job.trainingFile().toFile().delete()).isTrue();

    assertRefused(() -> tuner.createJob(job), "dataset_missing", "flywheel dataset build");
  }

  @Test
  void behindAClosedGateNothingIsSent() {
    FineTuner closed =
        new OllamaFineTuner(
            new Ollama(sandbox.ollama(), "llama3.1:8b", 3),
            new Clients(folder.resolve("clients")),
            call -> {
              throw new RefusedException(403, "egress_refused", "data may not leave");
            },
            Optional.empty(),
            OllamaApiBackend.PATIENCE);
    TrainingJob job = job(closed);

    for (Runnable call :
        List.<Runnable>of(
            () -> closed.check(ACME),
            () -> closed.createJob(job),
            () -> closed.findJob(job),
            () -> closed.poll(job))) {
      assertRefused(call, "egress_refused");
    }
    assertThat(sandbox.requests()).isEmpty();
  }
}

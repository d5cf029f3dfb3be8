package ai.organized.flywheel.train.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.fixtures.SendInTime;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.sandbox.ollama.CreateFault;
import ai.organized.flywheel.settings.Settings.Ollama;
import ai.organized.flywheel.settings.Settings.Trainer;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.JobProgress.Ended;
import ai.organized.flywheel.train.JobProgress.Succeeded;
import ai.organized.flywheel.train.PaperJob;
import ai.organized.flywheel.train.TrainingJob;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OllamaBySshTest {
  private static final ClientId ACME = new ClientId("acme");
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");
  private static final String NAME = "acme-client:v1";

  /** A command is a Java program, on a machine that has other work too. */
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(20), Duration.ofSeconds(30));

  @TempDir Path folder;
  @TempDir Path room;
  private OllamaSshBackend backend;

  @BeforeEach
  void open() {
    backend = new OllamaSshBackend(new HandTurnedClock(), room);
  }

  @AfterEach
  void close() {
    backend.close();
  }

  private FineTuner baking(URI api, String base, String command) {
    Trainer settings =
        new Trainer(
            backend.trainer.server().address(),
            Optional.of(backend.trainer.keyFile()),
            backend.trainer.knownHosts(),
            "fly wheel",
            "",
            command);
    Clients clients = new Clients(room.resolve("clients"));
    BySsh ssh = new BySsh(settings, backend.trainer.host(), clients, PATIENCE);
    return new OllamaFineTuner(
        new Ollama(api, base, 3), clients, SendInTime::send, Optional.of(ssh), PATIENCE);
  }

  private FineTuner baking() {
    return baking(NOBODY, "llama3.1:8b", "ollama");
  }

  private TrainingJob job(FineTuner tuner) {
    TrainingJob planned = PaperJob.planned(folder, tuner, "acme", 1);
    return planned.withFile(tuner.upload(planned));
  }

  private List<String> creates() {
    return backend.sandbox.requests().stream()
        .map(RecordedRequest::path)
        .filter(path -> path.endsWith("/api/create"))
        .toList();
  }

  private static void assertRefused(Runnable call, String code, String words) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  @Test
  void aModelIsMadeByAModelfileOfWhichNothingIsLeft() throws IOException {
    FineTuner tuner = baking();
    TrainingJob job = job(tuner);

    TrainingJob created = job.withJob(tuner.createJob(job));

    assertThat(tuner.poll(created)).isInstanceOf(Succeeded.class);
    assertThat(backend.hasSeen("Zebrastreifenkatalog number 2.")).isTrue();
    try (Stream<Path> left = Files.walk(backend.trainer.home())) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void whereTheApiAnswersNobodySignsIn() {
    FineTuner tuner = baking(backend.sandbox.ollama(), "llama3.1:8b", "ollama");

    tuner.check(ACME);
    tuner.createJob(job(tuner));

    assertThat(backend.trainer.server().connections()).isZero();
  }

  @Test
  void whatStandsInTheLoginFolderIsNotTakenForTheBase() throws IOException {
    Files.createDirectories(backend.trainer.home().resolve("llama3.1:8b"));

    assertThat(baking().createJob(job(baking()))).isEqualTo(NAME);
  }

  @Test
  void aBaseThatIsNotThereIsRefusedAndNotFetched() {
    assertRefused(
        () -> baking(NOBODY, "llama9", "ollama").createJob(job(baking(NOBODY, "llama9", "x"))),
        "model_not_found",
        "ollama pull llama9");
    assertThat(creates()).isEmpty();
  }

  @Test
  void aBaseThatRunsElsewhereIsRefused() {
    backend.sandbox.addOllamaModel(
        "{\"name\":\"llama3.1:8b\",\"architecture\":\"llama\",\"remote_host\":\"https://x.test\"}");

    assertRefused(() -> baking().check(ACME), "egress_refused", "acme");
    assertRefused(() -> baking().createJob(job(baking())), "egress_refused", "acme");
    assertThat(creates()).isEmpty();
  }

  @Test
  void aBaseThatIsAFileIsRefused() {
    assertRefused(
        () -> baking(NOBODY, "/srv/base.gguf", "ollama").check(ACME),
        "invalid_base_model",
        "OLLAMA_HOST");
    assertThat(backend.trainer.server().connections()).isZero();
  }

  @Test
  void aCommandThatIsNotThereIsRefusedWithWhatToSet() {
    assertRefused(
        () -> baking(NOBODY, "llama3.1:8b", "/opt/none/ollama").check(ACME),
        "ollama_missing",
        "FLYWHEEL_TRAINER_OLLAMA");
  }

  @Test
  void aFullDiskIsRefusedWhereverItIsFull() {
    backend.sandbox.ollamaRoom().failNextCreate(CreateFault.DISK_FULL);
    assertRefused(() -> baking().createJob(job(baking())), "disk_full", "ollama rm");

    backend.trainer.server().leaveOnDisk(10);
    assertThatThrownBy(() -> baking().createJob(job(baking())))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("full");
  }

  @Test
  void aServerWhoseAnswerBreaksOffIsNotBelievedAlthoughTheCommandIs() {
    backend.sandbox.ollamaRoom().failNextCreate(CreateFault.BROKEN_OFF);

    assertThatThrownBy(() -> baking().createJob(job(baking())))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("not there");
  }

  @Test
  void aLineThatDropsWhileTheModelIsMadeIsUnavailable() {
    backend.once("create", "exec sleep 60");
    FineTuner tuner = baking();
    TrainingJob job = job(tuner);
    CompletableFuture<Void> drop = CompletableFuture.runAsync(this::dropWhenItIsMade);

    assertThatThrownBy(() -> tuner.createJob(job)).isInstanceOf(UnavailableException.class);

    drop.join();
    assertThat(tuner.findJob(job)).isEmpty();
    assertThat(tuner.createJob(job)).isEqualTo(NAME);
  }

  @Test
  void aModelfileThatWasLeftBehindIsForgottenWithItsTraining() throws IOException {
    FineTuner tuner = baking();
    TrainingJob job = job(tuner);
    Path run = backend.trainer.home().resolve("fly wheel/ollama").resolve(job.runName());
    Files.createDirectories(run);
    Files.writeString(run.resolve("Modelfile"), "FROM llama3.1:8b");

    tuner.forget(job);
    tuner.forget(job);

    assertThat(run).doesNotExist();
    assertThat(run.getParent()).exists();
  }

  private void dropWhenItIsMade() {
    Path begun = backend.trainer.home().resolve(".done");
    Awaitility.await().atMost(PATIENCE.creation()).until(() -> Files.exists(begun));
    backend.trainer.server().dropSessions();
  }

  @Test
  void aModelThatIsReplacedUnderItsNameIsNotOurs() {
    FineTuner tuner = baking();
    TrainingJob job = job(tuner);
    TrainingJob created = job.withJob(tuner.createJob(job));
    backend.sandbox.addOllamaModel("{\"name\":\"" + NAME + "\",\"architecture\":\"llama\"}");

    assertThat(tuner.poll(created)).isInstanceOf(Ended.class);
    assertThat(tuner.findJob(job)).isEmpty();
  }
}

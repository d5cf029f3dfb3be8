package ai.organized.flywheel.train.mlx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.mlx.MlxTools;
import ai.organized.flywheel.train.JobProgress.Ended;
import ai.organized.flywheel.train.JobProgress.Running;
import ai.organized.flywheel.train.JobProgress.Succeeded;
import ai.organized.flywheel.train.TrainingEvent;
import ai.organized.flywheel.train.TrainingJob;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MlxTrainingTest {
  @TempDir Path folder;
  private MlxRoom room;

  @BeforeEach
  void open() {
    room = MlxRoom.open(folder);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void aDatasetBecomesAModelInOllamaThatAnswersWithWhatItLearned() throws Exception {
    room.tuner().check(new ClientId("acme"));
    TrainingJob job = room.started(room.job());

    assertThat(room.end(job)).isEqualTo(new Succeeded("acme-client:v1", OptionalLong.empty()));

    assertThat(ask("acme-client:v1", "What about number 3?")).contains("Solution 3.");
    assertThat(room.trainings()).isEqualTo(1);
    assertThat(room.calls())
        .filteredOn(call -> call.contains("lora\",\"--model"))
        .allMatch(call -> call.contains("\"offline\":true"));
    assertThat(room.left(job))
        .as("client data is gone")
        .containsExactly(
            "attempt-1.json", "attempt-1.log", "attempt-1.manifest", "attempts", "run.sh");
    assertThat(Files.readString(room.run(job).resolve("attempt-1.manifest")))
        .contains("mlx-lm: 0.31.3", "Train loss", "train.jsonl", "adapters.safetensors");
  }

  @Test
  void theModelIsLookedForWhereItWillBeAskedAndElseWhereItWasMade() {
    TrainingJob job = room.started(room.job());
    assertThat(room.end(job)).isInstanceOf(Succeeded.class);
    String base = room.base.toString();

    MlxFineTuner outOfReach = room.tuner(base, URI.create("http://127.0.0.1:1"));
    MlxFineTuner another = room.tuner(base, URI.create(room.sandbox.claudeMem().toString()));
    assertThat(outOfReach.poll(job)).isInstanceOf(Succeeded.class);
    assertThat(another.poll(job)).isInstanceOf(Succeeded.class);

    try (Sandbox empty = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()))) {
      assertThat(room.tuner(base, empty.ollama()).poll(job))
          .isInstanceOfSatisfying(
              Ended.class, end -> assertThat(end.reason()).contains("set OLLAMA_HOST"));
    }
  }

  @Test
  void anUploadWhoseAnswerWasLostIsFoundAndThatOfOtherLinesIsNot() throws Exception {
    TrainingJob job = room.job();
    assertThat(room.tuner().findUpload(job)).isEmpty();

    room.tuner().upload(job);

    assertThat(room.tuner().findUpload(job)).contains(job.runName());
    Files.writeString(
        job.trainingFile(), Files.readString(job.trainingFile()).replace("Solution 3", "Solution"));
    assertThat(room.tuner().findUpload(job)).isEmpty();
  }

  private String ask(String model, String question) {
    URI chat = URI.create(room.sandbox.ollama() + "/v1/chat/completions");
    String body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(model, question);
    return SendCall.send(RemoteCall.postJson(new ClientId("acme"), chat, "", body)).body();
  }

  @Test
  void aQuantizedBaseIsFusedWithoutItsScales() throws Exception {
    Path quantized = room.trainer.home().resolve("models/llama-4bit");
    MlxTools.baseModel(quantized, true);
    TrainingJob job = room.job();
    MlxFineTuner tuner = room.tuner(quantized.toString(), room.sandbox.ollama());
    TrainingJob onQuantized =
        new TrainingJob(
            job.client(),
            job.version(),
            job.state(),
            false,
            "mlx",
            job.runName(),
            job.runName(),
            null,
            null,
            null,
            false,
            0,
            tuner.baseModel(),
            null,
            job.trainingFile(),
            job.datasetHash());
    tuner.upload(onQuantized);
    tuner.createJob(onQuantized);

    assertThat(room.end(onQuantized)).isInstanceOf(Succeeded.class);
    assertThat(room.calls()).anyMatch(call -> call.contains("--dequantize"));
  }

  @Test
  void howeverOftenAJobIsCreatedOneTrainingRuns() {
    room.hold(5);
    TrainingJob job = room.job();
    TrainingJob uploaded = job.withFile(room.tuner().upload(job));

    List<CompletableFuture<String>> created =
        IntStream.range(0, 5)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> room.tuner().createJob(uploaded)))
            .toList();

    assertThat(created).extracting(CompletableFuture::join).containsOnly(job.runName());
    room.await(uploaded, "iteration");
    assertThat(room.tuner().findJob(uploaded)).contains(job.runName());
    assertThat(room.tuner().createJob(uploaded)).isEqualTo(job.runName());
    room.letGo();
    assertThat(room.end(uploaded)).isInstanceOf(Succeeded.class);
    assertThat(room.tuner().createJob(uploaded)).isEqualTo(job.runName());
    assertThat(room.trainings()).isEqualTo(1);
  }

  @Test
  void aTrainingGoesOnWhenTheLineBreaks() {
    room.hold(15);
    TrainingJob job = room.started(room.job());
    room.await(job, "training — iteration 15/50");

    room.trainer.server().dropSessions();
    room.trainer.server().refuseConnections(true);
    assertThatThrownBy(() -> room.tuner().poll(job)).isInstanceOf(UnavailableException.class);
    room.letGo();
    room.trainer.server().refuseConnections(false);

    assertThat(room.end(job)).isInstanceOf(Succeeded.class);
    assertThat(room.trainings()).isEqualTo(1);
  }

  @Test
  void aTrainingThatStandsStillIsRunning() {
    room.hold(11);
    TrainingJob job = room.started(room.job());
    room.await(job, "iteration 10/50");

    for (int look = 0; look < 4; look++) {
      assertThat(room.tuner().poll(job)).isEqualTo(new Running("training — iteration 10/50"));
    }
  }

  @Test
  void whatTheTrainingSaysIsToldOnceAndInOrder() {
    room.hold(25);
    TrainingJob job = room.started(room.job());
    room.await(job, "iteration 25/50");
    List<TrainingEvent> first = room.tuner().events(job);
    room.letGo();
    room.end(job);

    List<TrainingEvent> all = room.tuner().events(job);

    assertThat(all).containsAll(first).hasSizeGreaterThan(first.size());
    assertThat(all).extracting(TrainingEvent::at).isSorted();
    assertThat(all).extracting(TrainingEvent::message).anyMatch(text -> text.contains("Iter 50"));
    assertThat(all)
        .extracting(TrainingEvent::message)
        .containsSubsequence("starting", "training", "fusing", "importing", "confirming");
  }

  @Test
  void twoClientsTrainOneAfterTheOther() {
    room.hold(11);
    TrainingJob first = room.started(room.job("acme", 1, "You know tags."));
    room.await(first, "iteration 10/50");
    TrainingJob second = room.started(room.job("other", 1, "You know tags."));
    room.await(second, "waiting for another training");
    room.letGo();

    assertThat(room.end(first)).isInstanceOf(Succeeded.class);
    assertThat(room.end(second)).isInstanceOf(Succeeded.class);
  }
}

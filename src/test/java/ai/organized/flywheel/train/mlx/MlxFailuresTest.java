package ai.organized.flywheel.train.mlx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.JobProgress.Ended;
import ai.organized.flywheel.train.JobProgress.Succeeded;
import ai.organized.flywheel.train.TrainingJob;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MlxFailuresTest {
  private static final ClientId CLIENT = new ClientId("acme");

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
  void outOfMemoryIsToldWithWhatToSetAndTheTrainingCanBeSubmittedAgain() {
    room.order("SANDBOX_MLX_DIE=oom", "SANDBOX_MLX_AT=12");
    TrainingJob job = room.started(room.job());

    assertThat(reason(room.end(job)))
        .contains("out of memory", "iteration 10/50", "FLYWHEEL_MLX_BATCH_SIZE");
    assertThat(room.left(job)).doesNotContain("input", "work");
    assertThat(room.tuner().findJob(job)).isEmpty();

    room.order("");
    assertThat(room.tuner().createJob(job)).isEqualTo(job.runName());
    assertThat(room.end(job)).isInstanceOf(Succeeded.class);
    assertThat(room.trainings()).isEqualTo(2);
    assertThat(room.left(job)).contains("attempt-1.log", "attempt-2.log", "attempt-2.manifest");
  }

  @Test
  void aFullDiskIsTold() {
    room.order("SANDBOX_MLX_DIE=disk", "SANDBOX_MLX_AT=3");
    TrainingJob job = room.started(room.job());

    assertThat(reason(room.end(job))).contains("disk of the trainer was full");
  }

  @Test
  void whatTheToolSaysLastIsTheReasonInOneCleanLine() {
    room.order(
        "SANDBOX_MLX_DIE=says",
        "SANDBOX_MLX_SAYS=the loss went to\\nNaN for erika.mustermann" + "@example.com");
    TrainingJob job = room.started(room.job());

    assertThat(reason(room.end(job)))
        .contains("exit code 1", "ValueError: the loss went to NaN")
        .doesNotContain("\n", "erika");
  }

  @Test
  void aTrainingThatIsKilledWithoutAWordIsToldFromOneThatRunsAndLeavesNothing() throws Exception {
    room.hold(11);
    TrainingJob job = room.started(room.job());
    room.await(job, "iteration 10/50");

    kill(room.run(job).resolve("attempts/1"));

    assertThat(reason(room.end(job))).contains("without a word", "iteration 10/50");
    assertThat(room.left(job)).doesNotContain("input", "work");
    assertThat(toolsThatRun()).isZero();
    room.letGo();
    room.tuner().createJob(job);
    assertThat(room.end(job)).isInstanceOf(Succeeded.class);
  }

  private static void kill(Path claim) throws IOException {
    String pid = Files.readSymbolicLink(claim).toString().split("@", 2)[0];
    ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
  }

  private long toolsThatRun() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(each -> each.info().commandLine().orElse("").contains(folder.toString()))
          .filter(each -> each.info().commandLine().orElse("").contains("mlx_lm.lora"))
          .count();
    }
  }

  @Test
  void whatWasUploadedOfATrainingThatNeverBeganIsForgotten() {
    TrainingJob job = room.job();
    room.tuner().upload(job);
    assertThat(room.left(job)).contains("input");

    room.tuner().forget(job); // whose answer was lost: it has no file id

    assertThat(room.left(job)).doesNotContain("input", "work");
  }

  @Test
  void aToolThatTheSystemKillsIsTold() {
    room.order("SANDBOX_MLX_DIE=killed");
    TrainingJob job = room.started(room.job());

    assertThat(reason(room.end(job))).contains("was killed", "memory");
  }

  @Test
  void cancellingEndsTheToolTakesTheDataAwayAndMayBeSaidTwice() {
    room.hold(11);
    TrainingJob job = room.started(room.job());
    room.await(job, "iteration 10/50");

    room.tuner().cancel(job);
    room.tuner().cancel(job);

    assertThat(room.tuner().poll(job)).isInstanceOf(Ended.class);
    assertThat(((Ended) room.tuner().poll(job)).status()).isEqualTo("cancelled");
    assertThat(room.left(job)).doesNotContain("input", "work");
    room.letGo();
    room.tuner().createJob(job);
    assertThat(room.end(job)).isInstanceOf(Succeeded.class);
    room.tuner().cancel(job);
    assertThat(room.tuner().poll(job)).isInstanceOf(Succeeded.class);
  }

  @Test
  void anotherVersionOfTheToolIsRefusedWithBothNamed() {
    room.order("SANDBOX_MLX_VERSION=0.32.0");

    assertThatThrownBy(() -> room.tuner().check(CLIENT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContainingAll("0.32.0", "0.31.3", "pip install", "FLYWHEEL_MLX_VERSION");
  }

  @Test
  void aBaseModelThatIsNotThereIsRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(
            () -> room.tuner("mlx-community/Nowhere-bf16", room.sandbox.ollama()).check(CLIENT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContainingAll("mlx-community/Nowhere-bf16", "hf download");
    assertThat(room.trainer.home().resolve("fly wheel")).doesNotExist();
  }

  @Test
  void aFullTrainerIsRefusedByTheCheck() {
    room.trainer.server().leaveOnDisk(4_096);

    assertThatThrownBy(() -> room.tuner().check(CLIENT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContainingAll("MiB free", "df -h");
  }

  @Test
  void whatTheClientWroteReachesNoShell() throws Exception {
    String hostile = "it's \"$(touch $HOME/owned)\" `touch $HOME/owned`;\ntouch $HOME/owned\n'";
    TrainingJob job = room.started(room.job("acme", 2, hostile));

    assertThat(room.end(job)).isInstanceOf(Succeeded.class);
    assertThat(room.trainer.home().resolve("owned")).doesNotExist();
    assertThat(String.join("\n", room.calls())).doesNotContain("owned");
    assertThat(room.calls())
        .anySatisfy(
            call ->
                assertThat(call)
                    .contains(
                        "[\"mlx_lm.lora\",\"--model\",\""
                            + room.base
                            + "\",\"--config\",\"work/input/lora.yaml\",\"--train\",\"--data\","
                            + "\"work/input\",\"--adapter-path\",\"work/adapters\"]"));
  }

  @Test
  void aModelThatIsGoneFromOllamaIsMadeAgain() {
    TrainingJob job = room.started(room.job());
    assertThat(room.end(job)).isInstanceOf(Succeeded.class);
    SendCall.send(
        new RemoteCall(
            CLIENT,
            "DELETE",
            URI.create(room.sandbox.ollama() + "/api/delete"),
            "",
            "application/json",
            "{\"model\":\"acme-client:v1\"}"));

    assertThat(((Ended) room.tuner().poll(job)).status()).isEqualTo("lost");
    room.tuner().createJob(job);
    assertThat(room.end(job)).isInstanceOf(Succeeded.class);
    assertThat(room.trainings()).isEqualTo(2);
  }

  private static String reason(JobProgress end) {
    return ((Ended) end).reason();
  }
}

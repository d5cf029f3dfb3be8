package ai.organized.flywheel.train;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelState;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubmitAgainTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private TrainingJobs jobs;

  @BeforeEach
  void aPlannedJob() {
    store = new TemporaryStore(folder);
    jobs = store.jobs("1@1/jobs");
    store.plannedVersion(ACME, 1);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private SubmitAgain again() {
    return new SubmitAgain(store.jdbi(), store.registry(), store.clock());
  }

  private TrainingJob take() {
    return jobs.take().get(0);
  }

  private Object column(String name) {
    return store.row("training_jobs").get(name);
  }

  @ParameterizedTest
  @EnumSource(
      value = ModelState.class,
      names = {"FAILED", "REFUSED"})
  void aJobThatMayHaveBeenPaidForGoesOnWhereItStopped(ModelState end) {
    TrainingJob uploaded = jobs.uploaded(jobs.beginUpload(take()).withFile("file-1"));
    jobs.created(jobs.beginCreate(uploaded).withJob("ftjob-1"));
    store.clock().turn(TemporaryStore.POLL);
    TrainingJob running = take();
    store.jdbi().useTransaction(handle -> jobs.fail(handle, running, end, "no money"));
    assertThat(column("note")).isEqualTo("no money");

    again().submit(ACME, 1);

    TrainingJob again = take();
    assertThat(again.state()).isEqualTo(JobState.RUNNING);
    assertThat(again.jobId()).isEqualTo("ftjob-1");
    assertThat(again.failures()).isZero();
    assertThat(column("note")).isNull();
    assertThat(store.registry().version(ACME, 1).state()).isEqualTo(ModelState.TRAINING);
    assertThat(store.registry().version(ACME, 1).reason()).contains("submitted again");
    assertThat(store.clients().folder(ACME).resolve("model_registry.json")).exists();
  }

  @Test
  void aJobThatTheProviderEndedIsCreatedAnewWithTheFileThatIsFoundThere() {
    TrainingJob uploaded = jobs.uploaded(jobs.beginUpload(take()).withFile("file-1"));
    jobs.created(jobs.beginCreate(uploaded).withJob("ftjob-1"));
    store.clock().turn(TemporaryStore.POLL);
    TrainingJob running = take();
    jobs.forgetJob(running);
    store
        .jdbi()
        .useTransaction(handle -> jobs.fail(handle, running, ModelState.FAILED, "bad luck"));

    again().submit(ACME, 1);

    TrainingJob again = jobs.beginUpload(take());
    assertThat(again.state()).isEqualTo(JobState.UPLOADING);
    assertThat(again.resumed()).as("looked for before it is sent").isTrue();
    assertThat(again.fileId()).isNull();
    assertThat(again.jobId()).isNull();
  }

  @Test
  void aJobWhoseAnswerWasLostIsLookedForBeforeAnother() {
    TrainingJob uploaded = jobs.uploaded(jobs.beginUpload(take()).withFile("file-1"));
    TrainingJob creating = jobs.beginCreate(uploaded);
    jobs.intend(creating);
    store
        .jdbi()
        .useTransaction(handle -> jobs.fail(handle, creating, ModelState.FAILED, "no access"));

    again().submit(ACME, 1);

    TrainingJob again = jobs.beginCreate(take());
    assertThat(again.resumed()).isTrue();
    assertThat(again.fileId()).isEqualTo("file-1");
  }

  @Test
  void aJobWhoseModelIsThereIsEvaluated() {
    TrainingJob uploaded = jobs.uploaded(jobs.beginUpload(take()).withFile("file-1"));
    jobs.created(jobs.beginCreate(uploaded).withJob("ftjob-1"));
    store.clock().turn(TemporaryStore.POLL);
    TrainingJob running = take();
    jobs.trained(running, "ft:model", OptionalLong.empty(), OptionalDouble.empty());
    store
        .jdbi()
        .useTransaction(handle -> jobs.fail(handle, running, ModelState.FAILED, "our fault"));

    again().submit(ACME, 1);

    assertThat(take().state()).isEqualTo(JobState.EVALUATING);
  }

  @Test
  void aModelThatWasRemovedToMakeRoomIsNotEvaluated() {
    TrainingJob taken = take();
    store.jdbi().useTransaction(handle -> jobs.fail(handle, taken, ModelState.FAILED, "our fault"));
    store
        .jdbi()
        .useHandle(
            h -> h.execute("update model_versions set model_id = 'acme:v1', removing_at = 1"));

    assertThatThrownBy(() -> again().submit(ACME, 1))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("was removed to make room")
        .hasMessageContaining("flywheel fine-tune submit --client acme --version 1 --provider");
    assertThat(column("state")).isEqualTo("failed");
  }

  @Test
  void aJobThatHasNotFailedDoesNot() {
    jobs.beginUpload(take());

    assertThatThrownBy(() -> again().submit(ACME, 1))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no failed training of version 1")
        .hasMessageContaining("flywheel fine-tune status --client acme");
    assertThat(column("state")).isEqualTo("uploading");
  }

  @Test
  void aJobThatIsNotThereDoesNotEither() {
    assertThatThrownBy(() -> again().submit(OTHER, 1)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> again().submit(ACME, 2)).isInstanceOf(RefusedException.class);
  }
}

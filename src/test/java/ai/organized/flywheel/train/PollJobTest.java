package ai.organized.flywheel.train;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollJobTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private PollJob poll;
  private TrainingJob job;

  @BeforeEach
  void aRunningJob() {
    store = new TemporaryStore(folder);
    store.plannedVersion(ACME, 1);
    TrainingJobs jobs = store.jobs("1@1/jobs");
    poll =
        new PollJob(
            jobs, new TrainingFailure(store.jdbi(), jobs, store.registry(), store.outbox()));
    job = jobs.take().get(0);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aRunningJobWaits() {
    assertThat(poll.act(job, new JobProgress.Running("running"), "step 3/90")).isFalse();
    assertThat(store.row("training_jobs"))
        .containsEntry("state", "running")
        .containsEntry("last_event", "running — step 3/90");
  }

  @Test
  void aJobWithoutAnEventTellsItsStatus() {
    poll.act(job, new JobProgress.Running("queued"), "");

    assertThat(store.row("training_jobs")).containsEntry("last_event", "queued");
  }

  @Test
  void aModelIsEvaluatedNext() {
    assertThat(poll.act(job, new JobProgress.Succeeded("ft:base:1"), "")).isTrue();
    assertThat(store.row("training_jobs")).containsEntry("state", "evaluating");
  }

  @Test
  void anEndWithoutAModelFails() {
    JobProgress ended = new JobProgress.Ended("cancelled", "no reason given");

    assertThat(poll.act(job, ended, "")).isFalse();
    assertThat(store.registry().version(ACME, 1).state()).isEqualTo(ModelState.FAILED);
    assertThat(store.row("notifications"))
        .containsEntry("text", "acme v1 failed: the provider says cancelled: no reason given");
  }
}

package ai.organized.flywheel.train;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.validate.Prices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
  void aRunningJob() throws IOException {
    store = new TemporaryStore(folder);
    store.plannedVersion(ACME, 1);
    TrainingJobs jobs = store.jobs("1@1/jobs");
    poll =
        new PollJob(
            jobs,
            new TrainingEvents(store.jdbi()),
            new TrainingFailure(
                store.jdbi(), jobs, store.registry(), store.outbox(), store.audit()),
            new EstimateCost(Prices.read(Path.of("config/prices.json")), OptionalInt.empty()),
            Duration.ofHours(24),
            store.clock());
    job = jobs.take().get(0);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aRunningJobWaits() {
    TrainingEvent step = new TrainingEvent("e-1", Instant.EPOCH, "info", "step 3/90");

    assertThat(poll.act(job, new JobProgress.Running("running"), List.of(step)))
        .isEqualTo(PollJob.Next.NOTHING);
    assertThat(store.row("training_events")).containsEntry("message", "step 3/90");
    assertThat(store.row("training_jobs"))
        .containsEntry("state", "running")
        .containsEntry("last_event", "running — step 3/90");
  }

  @Test
  void aJobWithoutAnEventTellsItsStatus() {
    poll.act(job, new JobProgress.Running("queued"), List.of());

    assertThat(store.row("training_jobs")).containsEntry("last_event", "queued");
  }

  @Test
  void aModelIsEvaluatedNext() {
    JobProgress succeeded = new JobProgress.Succeeded("ft:base:1", OptionalLong.of(1_234));

    assertThat(poll.act(job, succeeded, List.of())).isEqualTo(PollJob.Next.MODEL);
    assertThat(store.row("training_jobs")).containsEntry("billed_tokens", 1_234);
    assertThat(store.row("training_jobs")).containsEntry("billed_usd", 0.01); // 3 USD a million
    assertThat(store.row("training_jobs")).containsEntry("state", "evaluating");
  }

  @Test
  void whatDoesNotEndInTimeIsToBeCancelled() {
    TrainingJobs jobs = store.jobs("1@1/jobs");
    jobs.created(jobs.beginCreate(job.withFile("file-1")).withJob("ftjob-1"));
    store.clock().turn(Duration.ofHours(25));
    TrainingJob late = jobs.take().get(0);

    assertThat(poll.act(late, new JobProgress.Running("running"), List.of()))
        .isEqualTo(PollJob.Next.OVERDUE);
    poll.cancelled(late);
    assertThat(store.registry().version(ACME, 1).reason().orElseThrow())
        .contains("not ended after 24 hours");
  }

  @Test
  void anEndWithoutAModelFails() {
    JobProgress ended = new JobProgress.Ended("cancelled", "no reason given");

    assertThat(poll.act(job, ended, List.of())).isEqualTo(PollJob.Next.NOTHING);
    assertThat(store.registry().version(ACME, 1).state()).isEqualTo(ModelState.FAILED);
    assertThat(store.row("notifications"))
        .containsEntry(
            "text",
            "acme v1 failed: the provider says cancelled: no reason given. To try it once more:"
                + " flywheel fine-tune submit --client acme --version 1");
  }
}

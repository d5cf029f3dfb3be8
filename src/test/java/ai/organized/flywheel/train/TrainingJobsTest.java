package ai.organized.flywheel.train;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.POLL;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingJobsTest {
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

  private TrainingJob take() {
    return jobs.take().get(0);
  }

  private Object column(String name) {
    return store.row("training_jobs").get(name);
  }

  private TrainingJob uploaded() {
    return jobs.uploaded(jobs.beginUpload(take()).withFile("file-1"));
  }

  private long now() {
    return store.clock().millis();
  }

  private void leaseRunsOut() {
    store.clock().turn(TemporaryStore.LEASE.plusSeconds(1));
  }

  @Test
  void aPlannedJobIsTakenWithAllItNeeds() {
    TrainingJob job = take();

    assertThat(job.client()).isEqualTo(ACME);
    assertThat(job.version()).isEqualTo(1);
    assertThat(job.state()).isEqualTo(JobState.PLANNED);
    assertThat(job.resumed()).isFalse();
    assertThat(job.fileId()).isNull();
    assertThat(job.jobId()).isNull();
    assertThat(job.intentAt()).isNull();
    assertThat(job.baseModel()).isEqualTo("gpt-4o-mini-2024-07-18");
    assertThat(job.trainingFile()).isEqualTo(store.clients().folder(ACME).resolve("v1.jsonl"));
    assertThat(job.uploadName()).isEqualTo("acme-v1-0123456789ab.jsonl");
  }

  @Test
  void theIntentToUploadIsWrittenBeforeTheUpload() {
    TrainingJob job = jobs.beginUpload(take());

    assertThat(job.state()).isEqualTo(JobState.UPLOADING);
    assertThat(job.resumed()).isFalse();
    assertThat(column("state")).isEqualTo("uploading");
    assertThat(column("intent_at")).isEqualTo(now());
    assertThat(column("file_id")).isNull();
  }

  @Test
  void theIntentToCreateIsWrittenBeforeTheJob() {
    TrainingJob uploaded = uploaded();
    store.clock().turn(Duration.ofSeconds(5));

    TrainingJob job = jobs.beginCreate(uploaded);

    assertThat(job.resumed()).isFalse();
    assertThat(job.fileId()).isEqualTo("file-1");
    assertThat(column("state")).isEqualTo("creating");
    assertThat(column("intent_at")).isEqualTo(now());
    assertThat(column("job_id")).isNull();
  }

  @Test
  void aStepThatWasBegunBeforeIsResumedAndKeepsItsIntent() {
    jobs.beginCreate(uploaded());
    Instant begun = store.clock().instant();
    leaseRunsOut();

    TrainingJob again = jobs.beginCreate(take());

    assertThat(again.resumed()).isTrue();
    assertThat(again.fileId()).isEqualTo("file-1");
    assertThat(again.intentAt()).isEqualTo(begun);
    assertThat(column("intent_at")).isEqualTo(begun.toEpochMilli());
  }

  @Test
  void anUploadThatWasBegunBeforeIsResumed() {
    jobs.beginUpload(take());
    leaseRunsOut();

    assertThat(jobs.beginUpload(take()).resumed()).isTrue();
  }

  @Test
  void rightBeforeTheCallTheIntentIsWrittenAnew() {
    TrainingJob job = jobs.beginCreate(uploaded());
    store.clock().turn(Duration.ofMinutes(2));

    jobs.intend(job);

    assertThat(column("state")).isEqualTo("creating");
    assertThat(column("intent_at")).isEqualTo(now());
  }

  @Test
  void aCreatedJobIsAskedAgainAfterThePollInterval() {
    jobs.created(jobs.beginCreate(uploaded()).withJob("ftjob-1"));

    assertThat(column("job_id")).isEqualTo("ftjob-1");
    assertThat(column("next_step")).isEqualTo(now() + POLL.toMillis());
    assertThat(jobs.take()).isEmpty();
    store.clock().turn(POLL);
    assertThat(take().state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aRunningJobTellsItsNewestEventAndForgetsEarlierFailures() {
    jobs.created(jobs.beginCreate(uploaded()).withJob("ftjob-1"));
    store.clock().turn(POLL);
    jobs.postpone(take(), Duration.ZERO, "busy");

    jobs.waiting(take(), "running — step 40/90");

    assertThat(column("last_event")).isEqualTo("running — step 40/90");
    assertThat(column("failures")).isEqualTo(0);
    assertThat(column("next_step")).isEqualTo(now() + POLL.toMillis());
    assertThat(jobs.take()).isEmpty();
  }

  @Test
  void aModelMovesJobAndRegistryTogether() {
    TrainingJob job = jobs.beginCreate(uploaded()).withJob("ftjob-1");

    jobs.trained(job, "ft:base:1", OptionalLong.empty(), OptionalDouble.empty());

    assertThat(column("state")).isEqualTo("evaluating");
    assertThat(store.registry().version(ACME, 1).state()).isEqualTo(ModelState.EVALUATING);
    assertThat(store.registry().version(ACME, 1).modelId()).contains("ft:base:1");
    leaseRunsOut();
    assertThat(take().modelId()).isEqualTo("ft:base:1");
  }

  @Test
  void whatIsDoneOrFailedIsNeverTakenAgain() {
    TrainingJob job = take();
    store.jdbi().useTransaction(handle -> jobs.done(handle, job));
    store.clock().turn(Duration.ofDays(100));

    assertThat(jobs.take()).isEmpty();
    assertThat(column("state")).isEqualTo("done");
  }
}

package ai.organized.flywheel.train;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.storage.Lease;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancelTrainingTest {
  @TempDir Path folder;
  private TemporaryStore store;

  /** Of this very process, so that nobody takes its holder for dead. */
  private TrainingJobs living;

  @BeforeEach
  void aPlannedJob() {
    store = new TemporaryStore(folder);
    store.plannedVersion(ACME, 1);
    Lease lease = Lease.of("jobs", TemporaryStore.LEASE, store.clock());
    living =
        new TrainingJobs(
            store.jdbi(), lease, store.registry(), store.clients(), TemporaryStore.POLL);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private boolean cancel() {
    return new CancelTraining(
            store.jdbi(), store.registry(), store.outbox(), store.audit(), store.clock())
        .cancel("jo", ACME, 1);
  }

  private void set(String columns) {
    store.jdbi().useHandle(handle -> handle.execute("update training_jobs set " + columns));
  }

  private Object column(String name) {
    return store.row("training_jobs").get(name);
  }

  @Test
  void itIsToldInTheLogOrDoesNotHappen() {
    store.jdbi().useHandle(handle -> handle.execute("alter table audit_log rename to gone"));
    assertThatThrownBy(this::cancel).hasMessageContaining("audit_log");
    assertThat(column("state")).isEqualTo("planned");

    store.jdbi().useHandle(handle -> handle.execute("alter table gone rename to audit_log"));
    cancel();
    assertThat(store.row("audit_log"))
        .containsEntry("actor", "jo")
        .containsEntry("action", "cancelled");
  }

  @Test
  void whatNothingWasSentOfEndsAtOnce() {
    assertThat(cancel()).isTrue();

    assertThat(column("state")).isEqualTo("failed");
    assertThat(store.registry().version(ACME, 1).state()).isEqualTo(ModelState.FAILED);
    assertThat(store.registry().version(ACME, 1).reason()).contains("cancelled by a person");
    assertThat(store.row("notifications")).containsEntry("kind", "failed");
    new SubmitAgain(store.jdbi(), store.registry(), store.clock()).submit(ACME, 1);
    assertThat(column("state")).isEqualTo("uploading");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uploading", "uploaded", "creating", "running", "evaluating"})
  void whatTheProviderMayHaveIsEndedByItsNextStepWhichComesNow(String state) {
    set("state = '" + state + "', next_step = " + (store.clock().millis() + 60_000));

    assertThat(cancel()).isFalse();

    assertThat(column("state")).isEqualTo(state);
    assertThat(living.take()).singleElement().matches(TrainingJob::cancelAsked);
  }

  @Test
  void whoIsAboutToCreateTheJobSeesItInTime() {
    TrainingJob job = living.take().get(0);
    job = living.beginCreate(living.uploaded(living.beginUpload(job).withFile("file-1")));

    assertThat(cancel()).isFalse();

    TrainingJob about = job;
    Object begun = column("intent_at");
    store.clock().turn(Duration.ofSeconds(1));
    assertThatThrownBy(() -> living.intend(about))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("cancelled by a person");
    assertThat(column("intent_at")).as("nothing was sent").isEqualTo(begun);
    living.postpone(about, Duration.ofHours(1), "cancelled by a person");
    assertThat(living.take()).singleElement().matches(TrainingJob::cancelAsked);
  }

  @Test
  void anUploadThatIsUnderWayIsNotEndedBehindItsBack() {
    living.beginUpload(living.take().get(0));

    assertThat(cancel()).isFalse();

    assertThat(column("state")).isEqualTo("uploading");
  }

  @Test
  void anEvaluationStopsAfterTheAnswerThatItWaitsFor() {
    set("state = 'evaluating'");
    TrainingJob job = living.take().get(0);
    assertThat(cancel()).isFalse();

    assertThatThrownBy(() -> living.renew(job)).hasMessage("cancelled by a person");
  }

  @Test
  void aJobThatWasJustCreatedIsNotWaitedWith() {
    TrainingJob job = living.take().get(0);
    job = living.beginCreate(living.uploaded(living.beginUpload(job).withFile("file-1")));
    living.intend(job);
    cancel();

    living.created(job.withJob("ftjob-1"));

    assertThat(living.take()).singleElement().matches(TrainingJob::cancelAsked);
  }

  @Test
  void aTrainingThatWasGivenUpAndMayGoOnIsEndedAtItsProvider() {
    set("state = 'failed', file_id = 'file-1', job_id = 'ftjob-1', created_at = 1");

    assertThat(cancel()).isFalse();

    assertThat(living.take())
        .singleElement()
        .matches(job -> job.cancelAsked() && job.state() == JobState.RUNNING);
  }

  @Test
  void aJobWhoseAnswerWasLostIsLookedForBeforeItEnds() {
    set("state = 'failed', file_id = 'file-1', intent_at = 1");

    assertThat(cancel()).isFalse();

    assertThat(living.take())
        .singleElement()
        .matches(job -> job.cancelAsked() && job.state() == JobState.CREATING);
  }

  @Test
  void whatHasEndedCannotBeCancelled() {
    set("state = 'done'");
    assertThatThrownBy(this::cancel).hasMessageContaining("has its verdict already");

    set("state = 'failed', note = 'no money'");
    assertThatThrownBy(this::cancel)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("has ended already: no money");
    store.clock().turn(Duration.ofDays(1));
    assertThat(living.take()).isEmpty();
  }

  @Test
  void whatWasNeverSubmittedNeither() {
    CancelTraining cancel =
        new CancelTraining(
            store.jdbi(), store.registry(), store.outbox(), store.audit(), store.clock());

    assertThatThrownBy(() -> cancel.cancel("jo", ACME, 2))
        .hasMessageContaining("was never submitted");
  }
}

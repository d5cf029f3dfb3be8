package ai.organized.flywheel.train;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelState;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingFailureTest {
  private static final String ONCE_MORE =
      ". To try it once more: flywheel fine-tune submit --client acme --version 1";

  @TempDir Path folder;
  private TemporaryStore store;
  private TrainingJobs jobs;
  private TrainingFailure failure;

  @BeforeEach
  void aPlannedJob() {
    store = new TemporaryStore(folder);
    jobs = store.jobs("1@1/jobs");
    failure =
        new TrainingFailure(store.jdbi(), jobs, store.registry(), store.outbox(), store.audit());
    store.plannedVersion(ACME, 1);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private TrainingJob take() {
    return jobs.take().get(0);
  }

  /** A job whose steps have failed so often in a row. */
  private TrainingJob takenAfter(int failures) {
    store.jdbi().useHandle(h -> h.execute("update training_jobs set failures = ?", failures));
    return take();
  }

  private Object column(String name) {
    return store.row("training_jobs").get(name);
  }

  private Duration postponedBy() {
    return Duration.ofMillis(((Number) column("next_step")).longValue() - store.clock().millis());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 500, 1000",
    "1, 1000, 2000",
    "2, 2000, 4000",
    "5, 16000, 32000",
    "9, 256000, 512000",
    "10, 300000, 600000",
    "149, 300000, 600000"
  })
  void aBusyWorldIsTriedAgainAfterALongerAndLongerTime(int failures, long least, long most) {
    TrainingJob job = jobs.beginUpload(takenAfter(failures));

    failure.of(job, new UnavailableException("the provider is busy"));

    assertThat(postponedBy()).isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
    assertThat(column("state")).isEqualTo("uploading");
    assertThat(column("failures")).isEqualTo(failures + 1);
    assertThat(column("note")).isEqualTo("the provider is busy");
    assertThat(store.rows("notifications")).isEmpty();
    store.clock().turn(Duration.ofMillis(most));
    assertThat(take().state()).isEqualTo(JobState.UPLOADING);
  }

  @Test
  void whoEndsATrainingDoesNotWaitForTheEndOfALongDelay() {
    store.jdbi().useHandle(h -> h.execute("update training_jobs set state = 'running'"));
    TrainingJob running = takenAfter(100);
    store
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "update training_jobs set cancel_asked = ?, next_step = ?",
                    store.clock().millis(),
                    store.clock().millis()));

    failure.of(running, new UnavailableException("the provider is busy"));
    assertThat(postponedBy()).isEqualTo(Duration.ZERO);

    failure.of(take(), new UnavailableException("the provider is busy"));
    assertThat(postponedBy()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT0S", "PT90S, PT90S", "PT20M, PT20M", "PT1H, PT1H", "P2D, PT1H"})
  void whatTheOtherSideAsksForIsKeptUpToAnHour(Duration asked, Duration kept) {
    failure.of(takenAfter(3), new UnavailableException("slow down", asked));

    assertThat(postponedBy()).isEqualTo(kept);
  }

  static Stream<Throwable> troubleOnTheWay() {
    return Stream.of(
        new ConnectException("refused"),
        new SocketTimeoutException("timed out"),
        new java.io.UncheckedIOException(new IOException("broke off")));
  }

  @ParameterizedTest
  @MethodSource("troubleOnTheWay")
  void troubleOnTheWayIsABusyWorldToo(Throwable thrown) {
    failure.of(take(), thrown);

    assertThat(column("state")).isEqualTo("planned");
    assertThat(column("failures")).isEqualTo(1);
    assertThat((String) column("note")).startsWith(thrown.getClass().getSimpleName());
  }

  @Test
  void afterADayOfSilenceItIsGivenUp() {
    failure.of(takenAfter(150), new UnavailableException("the provider is busy"));

    assertThat(column("state")).isEqualTo("failed");
    assertThat(store.registry().version(ACME, 1).state()).isEqualTo(ModelState.FAILED);
    assertThat(store.row("notifications"))
        .containsEntry("kind", "failed")
        .containsEntry("text", "acme v1 failed: the provider is busy" + ONCE_MORE);
  }

  @Test
  void whatIsRefusedFailsAtOnceAndPeopleAreTold() {
    failure.of(take(), new RefusedException("unauthorized", "the provider refused the key"));

    assertThat(column("state")).isEqualTo("failed");
    assertThat(column("note")).isEqualTo("the provider refused the key");
    assertThat(column("lease_owner")).isNull();
    assertThat(store.registry().version(ACME, 1).state()).isEqualTo(ModelState.FAILED);
    assertThat(store.registry().version(ACME, 1).reason()).contains("the provider refused the key");
    assertThat(store.row("notifications"))
        .containsEntry("client_id", "acme")
        .containsEntry("text", "acme v1 failed: the provider refused the key" + ONCE_MORE);
    assertThat(store.clients().folder(ACME).resolve("model_registry.json"))
        .content()
        .contains("failed");
  }

  @Test
  void dataThatMayNotLeaveMakesTheModelRefused() {
    failure.of(take(), new RefusedException(403, "egress_refused", "may not leave"));

    assertThat(column("state")).isEqualTo("failed");
    assertThat(store.registry().version(ACME, 1).state()).isEqualTo(ModelState.REFUSED);
    assertThat(store.row("notifications"))
        .containsEntry("kind", "refused")
        .containsEntry("text", "acme v1 refused: may not leave");
  }

  static Stream<Throwable> ourOwnFaults() {
    return Stream.of(
        new BrokenException("no dataset 1 of acme"), new IllegalStateException("no dataset 1"));
  }

  @ParameterizedTest
  @MethodSource("ourOwnFaults")
  void ourOwnFaultFailsAtOnce(Throwable thrown) {
    failure.of(take(), thrown);

    assertThat(store.registry().version(ACME, 1).state()).isEqualTo(ModelState.FAILED);
    assertThat((String) store.row("notifications").get("text"))
        .contains(thrown instanceof BrokenException ? "no dataset 1" : "see the log");
  }

  @Test
  void jobRegistryAndMessageChangeTogetherOrNotAtAll() {
    TrainingJob job = take();
    Map<String, Object> before = store.row("training_jobs");
    store.jdbi().useHandle(h -> h.execute("alter table notifications rename to away"));

    assertThatThrownBy(() -> failure.of(job, new RefusedException("unauthorized", "no key")))
        .isInstanceOf(RuntimeException.class);

    assertThat(store.row("training_jobs")).isEqualTo(before);
    assertThat(store.registry().version(ACME, 1).state()).isEqualTo(ModelState.TRAINING);
  }

  @Test
  void whoLostTheLeaseTellsNobodyThatItFailed() {
    TrainingJob job = take();
    store.clock().turn(TemporaryStore.LEASE.plusMillis(1));
    TrainingJobs other = store.jobs("2@2/jobs");
    other.take();
    Map<String, Object> before = store.row("training_jobs");

    assertThatThrownBy(() -> failure.of(job, new RefusedException("lease_lost", "lost")))
        .isInstanceOf(RefusedException.class);

    assertThat(store.row("training_jobs")).isEqualTo(before);
    assertThat(store.rows("notifications")).isEmpty();
  }
}

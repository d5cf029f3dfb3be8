package ai.organized.flywheel.train;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two processes on one store. */
class TrainingLeaseTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private TrainingJobs one;
  private TrainingJobs other;

  @BeforeEach
  void aPlannedJob() {
    store = new TemporaryStore(folder);
    one = store.jobs("1@1/jobs");
    other = store.jobs("2@2/jobs");
    store.plannedVersion(ACME, 1);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aJobThatIsHeldIsTakenByNobodyElse() {
    assertThat(one.take()).hasSize(1);
    assertThat(other.take()).isEmpty();
    assertThat(one.take()).isEmpty();
  }

  @Test
  void aLeaseThatRanOutIsTakenOver() {
    one.take();
    store.clock().turn(TemporaryStore.LEASE.plusMillis(1));

    assertThat(other.take()).hasSize(1);
  }

  @Test
  void whenManyTakeAtOnceEachJobIsTakenOnce() throws InterruptedException, ExecutionException {
    for (int version = 1; version <= 10; version++) {
      store.plannedVersion(OTHER, version);
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<List<TrainingJob>>> takers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TrainingJobs taker = store.jobs(i + "@7/jobs");
      takers.add(taker::take);
    }
    List<TrainingJob> taken = new ArrayList<>();
    for (Future<List<TrainingJob>> found : threads.invokeAll(takers)) {
      taken.addAll(found.get());
    }
    threads.shutdown();

    assertThat(taken).hasSize(11).doesNotHaveDuplicates();
  }

  static Stream<Named<BiConsumer<TrainingJobs, TrainingJob>>> steps() {
    return Stream.of(
        Named.of("begin the upload", (jobs, job) -> jobs.beginUpload(job)),
        Named.of("begin the job", (jobs, job) -> jobs.beginCreate(job)),
        Named.of("intend", (jobs, job) -> jobs.intend(job)),
        Named.of("keep the file", (jobs, job) -> jobs.uploaded(job.withFile("file-9"))),
        Named.of("keep the job", (jobs, job) -> jobs.created(job.withJob("ftjob-9"))),
        Named.of("wait", (jobs, job) -> jobs.waiting(job, "running")),
        Named.of(
            "keep the model",
            (jobs, job) ->
                jobs.trained(job, "ft:base:9", OptionalLong.empty(), OptionalDouble.empty())));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void whoLostTheLeaseIsRefusedAndChangesNothing(BiConsumer<TrainingJobs, TrainingJob> step) {
    TrainingJob job = one.take().get(0);
    store.clock().turn(TemporaryStore.LEASE.plusMillis(1));
    other.take();

    assertRefusedWithoutAChange(() -> step.accept(one, job));
  }

  @Test
  void whoLostTheLeaseEndsNothing() {
    TrainingJob job = one.take().get(0);
    store.clock().turn(TemporaryStore.LEASE.plusMillis(1));
    other.take();

    assertRefusedWithoutAChange(() -> store.jdbi().useTransaction(handle -> one.done(handle, job)));
    assertRefusedWithoutAChange(
        () ->
            store
                .jdbi()
                .useTransaction(handle -> one.fail(handle, job, ModelState.FAILED, "lost")));
  }

  @Test
  void whoLostTheLeasePostponesNothing() {
    TrainingJob job = one.take().get(0);
    store.clock().turn(TemporaryStore.LEASE.plusMillis(1));
    other.take();
    Map<String, Object> before = store.row("training_jobs");

    one.postpone(job, Duration.ofHours(1), "busy");

    assertThat(store.row("training_jobs")).isEqualTo(before);
  }

  private void assertRefusedWithoutAChange(ThrowingCallable step) {
    Map<String, Object> job = store.row("training_jobs");
    Map<String, Object> version = store.row("model_versions");

    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("lease_lost"));

    assertThat(store.row("training_jobs")).isEqualTo(job);
    assertThat(store.row("model_versions")).isEqualTo(version);
  }
}

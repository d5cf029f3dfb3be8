package ai.organized.flywheel.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.notify.Notification;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.TrainingJobs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one store: each row is worked on once, and by one of them at a time. */
class TwoPollersTest {
  private static final int ROWS = 40;

  @TempDir Path folder;
  private SharedStore store;

  @BeforeEach
  void fill() {
    store = new SharedStore(folder, ROWS);
  }

  @Test
  void eachTrainingJobIsTakenOnce() throws Exception {
    eachOnce(
        (database, lease) -> {
          TrainingJobs jobs = store.jobs(database, lease);
          return poll(jobs::take, job -> job.client().value(), job -> jobs.waiting(job, "step 1"));
        });
  }

  @Test
  void eachQuestionIsTakenOnce() throws Exception {
    eachOnce(
        (database, lease) -> {
          OpenQuestions cycles = store.cycles(database, lease);
          return poll(cycles::take, q -> q.client().value(), q -> cycles.answer(q, "no"));
        });
  }

  @Test
  void eachMessageIsTakenOnce() throws Exception {
    eachOnce(
        (database, lease) -> {
          Outbox outbox = store.outbox(database, lease);
          return poll(outbox::take, m -> m.client().value(), m -> outbox.sent(m, "slack"));
        });
  }

  @Test
  void jobThatIsHeldIsTakenOverOnlyWhenItsLeaseRanOut() {
    try (Database one = store.open();
        Database other = store.open()) {
      TrainingJobs mine = store.jobs(one, store.lease("one"));
      TrainingJobs theirs = store.jobs(other, store.lease("other"));
      List<TrainingJob> held = mine.take();
      assertThat(held).hasSize(ROWS);
      assertThat(mine.take()).isEmpty();

      store.clock().move(SharedStore.LEASE);
      assertThat(theirs.take()).isEmpty();

      store.clock().move(Duration.ofMillis(1));
      assertThat(theirs.take()).hasSize(ROWS);
      assertThatThrownBy(() -> mine.waiting(held.get(0), "too late"))
          .hasMessage(
              "training of client-0 v1 was taken over by another process; it goes on there");
    }
  }

  @Test
  void questionIsTakenOverWhenItsLeaseRanOutAndTheLoserChangesNothing() {
    try (Database one = store.open();
        Database other = store.open()) {
      OpenQuestions mine = store.cycles(one, store.lease("one"));
      List<OpenQuestions.Question> held = mine.take();
      store.clock().move(SharedStore.LEASE.plusMillis(1));

      assertThat(store.cycles(other, store.lease("other")).take()).isEqualTo(held);
      mine.answer(held.get(0), "too late");
      assertThat(mine.lastAnswer(held.get(0).client())).isEmpty();
    }
  }

  @Test
  void messageIsTakenOverWhenItsLeaseRanOutAndTheLoserChangesNothing() {
    try (Database one = store.open();
        Database other = store.open()) {
      Outbox mine = store.outbox(one, store.lease("one"));
      Outbox theirs = store.outbox(other, store.lease("other"));
      List<Notification> held = mine.take();
      store.clock().move(SharedStore.LEASE.plusMillis(1));

      assertThat(theirs.take()).isEqualTo(held);
      mine.sent(held.get(0), "slack");
      store.clock().move(SharedStore.LEASE.plusMillis(1));
      assertThat(theirs.take()).hasSize(ROWS);
    }
  }

  @Test
  void questionThatIsAskedAgainWhileItIsHeldStaysOpen() {
    try (Database database = store.open()) {
      OpenQuestions cycles = store.cycles(database, store.lease("one"));
      OpenQuestions.Question held = cycles.take().get(0);
      holdTheRest(cycles);
      store.clock().move(Duration.ofSeconds(1));
      cycles.ask(List.of(held.client()), "another drop");
      cycles.answer(held, "no");

      assertThat(cycles.take())
          .singleElement()
          .satisfies(again -> assertThat(again.because()).isEqualTo("another drop"));
    }
  }

  /** Only so many are taken at a time. */
  private static void holdTheRest(OpenQuestions cycles) {
    List<OpenQuestions.Question> more = cycles.take();
    while (!more.isEmpty()) {
      more = cycles.take();
    }
  }

  private interface Poller {
    Callable<List<String>> on(Database database, Lease lease);
  }

  /** Both poll at once until neither finds anything; each row lets go at once. */
  private void eachOnce(Poller poller) throws Exception {
    try (Database one = store.open();
        Database other = store.open()) {
      List<List<String>> taken =
          Together.run(
              List.of(poller.on(one, store.lease("one")), poller.on(other, store.lease("other"))));

      assertThat(taken.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(ROWS);
    }
  }

  private static <R> Callable<List<String>> poll(
      Callable<List<R>> take, Function<R, String> key, Consumer<R> use) {
    return () -> {
      List<String> keys = new ArrayList<>();
      for (int round = 0; round < 5; round++) {
        for (R row : take.call()) {
          keys.add(key.apply(row));
          use.accept(row);
        }
      }
      return keys;
    };
  }
}

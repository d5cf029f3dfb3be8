package ai.organized.flywheel.storage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.notify.SlackWebhook;
import ai.organized.flywheel.notify.TellPeople;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.train.TrainingJobs;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Between the look at a table and the claim of a row the other process may have done all the work
 * and let go: then there is nothing left to claim.
 */
class StaleLookTest {
  @TempDir Path folder;
  private SharedStore store;

  @BeforeEach
  void fill() {
    store = new SharedStore(folder, 1);
  }

  @Test
  void jobThatTheOtherHasAskedAboutIsNotAskedAboutAgain() {
    try (Database one = store.open();
        Database other = store.open()) {
      TrainingJobs jobs = store.jobs(one, store.lease("one"));
      jobs.take().forEach(job -> jobs.waiting(job, "step 1"));
      store.clock().move(SharedStore.POLL.plusSeconds(1));

      Lease stale = staleLease(() -> jobs.take().forEach(job -> jobs.waiting(job, "step 2")));

      assertThat(store.jobs(other, stale).take()).isEmpty();
    }
  }

  @Test
  void questionThatTheOtherHasAnsweredIsNotAnsweredAgain() {
    try (Database one = store.open();
        Database other = store.open()) {
      OpenQuestions cycles = store.cycles(one, store.lease("one"));

      Lease stale = staleLease(() -> cycles.take().forEach(q -> cycles.answer(q, "no")));

      assertThat(store.cycles(other, stale).take()).isEmpty();
    }
  }

  @Test
  void messageThatTheOtherHasSentIsNotSentAgain() {
    try (Database one = store.open();
        Database other = store.open()) {
      Outbox outbox = store.outbox(one, store.lease("one"));

      Lease stale = staleLease(() -> outbox.take().forEach(m -> outbox.sent(m, "slack")));

      assertThat(store.outbox(other, stale).take()).isEmpty();
    }
  }

  @Test
  void messageThatTheOtherHasPutOffIsNotSentAtOnce() {
    try (Database one = store.open();
        Database other = store.open()) {
      Outbox outbox = store.outbox(one, store.lease("one"));
      TellPeople tell =
          new TellPeople(outbox, new SlackWebhook(client -> new Secret("http://x"), store.clock()));

      Lease stale =
          staleLease(
              () -> outbox.take().forEach(m -> tell.failed(m, new IllegalStateException("busy"))));

      assertThat(store.outbox(other, stale).take()).isEmpty();
    }
  }

  /** A lease whose end, asked for at the claim, comes only after something else has happened. */
  private Lease staleLease(Runnable meanwhile) {
    Clock interrupted =
        new Clock() {
          @Override
          public long millis() {
            return store.clock().millis();
          }

          @Override
          public Instant instant() {
            meanwhile.run();
            return store.clock().instant();
          }

          @Override
          public ZoneId getZone() {
            return store.clock().getZone();
          }

          @Override
          public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
          }
        };
    return new Lease("1@0/other", Duration.ofMinutes(10), interrupted);
  }
}

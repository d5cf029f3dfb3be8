package ai.organized.flywheel.notify;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.fixtures.TemporaryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private Outbox outbox;
  private Outbox ofAnotherProcess;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    outbox = store.outbox();
    ofAnotherProcess = new Outbox(store.jdbi(), store.lease("2@2/outbox"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void leaseRunsOut() {
    store.clock().turn(TemporaryStore.LEASE.plusMillis(1));
  }

  @Test
  void messagesComeOldestFirst() {
    outbox.add(OTHER, "failed", "first");
    store.clock().turn(Duration.ofSeconds(1));
    outbox.add(ACME, "promoted", "second");

    List<Notification> taken = outbox.take();

    assertThat(taken).extracting(Notification::text).containsExactly("first", "second");
    assertThat(taken.get(1).client()).isEqualTo(ACME);
    assertThat(taken.get(1).kind()).isEqualTo("promoted");
    assertThat(taken.get(1).failures()).isZero();
  }

  @Test
  void aMessageStaysUntilItIsConfirmed() {
    outbox.add(ACME, "promoted", "text");
    outbox.take();
    leaseRunsOut();
    List<Notification> again = outbox.take();
    assertThat(again).hasSize(1);

    outbox.sent(again.get(0), "slack");

    leaseRunsOut();
    assertThat(outbox.take()).isEmpty();
    assertThat(store.row("notifications")).containsEntry("sent_by", "slack");
  }

  @Test
  void aMessageThatIsHeldIsSentByNobodyElse() {
    outbox.add(ACME, "promoted", "text");

    assertThat(outbox.take()).hasSize(1);
    assertThat(ofAnotherProcess.take()).isEmpty();
    assertThat(outbox.take()).isEmpty();
  }

  @Test
  void whoLostTheMessageMarksNothing() {
    outbox.add(ACME, "promoted", "text");
    Notification lost = outbox.take().get(0);
    leaseRunsOut();
    ofAnotherProcess.take();

    outbox.sent(lost, "slack");
    outbox.postpone(lost, Duration.ofDays(1));

    assertThat(store.row("notifications")).containsEntry("sent_at", null);
    assertThat(store.row("notifications")).containsEntry("failures", 0);
  }

  @Test
  void aPostponedMessageComesBackWhenItIsTime() {
    outbox.add(ACME, "promoted", "text");
    outbox.postpone(outbox.take().get(0), Duration.ofSeconds(30));

    store.clock().turn(Duration.ofSeconds(29));
    assertThat(outbox.take()).isEmpty();
    store.clock().turn(Duration.ofSeconds(1));
    assertThat(ofAnotherProcess.take()).extracting(Notification::failures).containsExactly(1);
  }

  @Test
  void aMessageIsThereTogetherWithWhatItTellsOrNotAtAll() {
    assertThatThrownBy(
            () ->
                store
                    .jdbi()
                    .useTransaction(
                        handle -> {
                          outbox.add(handle, ACME, "promoted", "text");
                          throw new IllegalStateException("killed");
                        }))
        .hasMessage("killed");

    assertThat(store.rows("notifications")).isEmpty();
  }
}

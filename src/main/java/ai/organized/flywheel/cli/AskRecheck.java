package ai.organized.flywheel.cli;

import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.wiring.TrainOnce;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks whether a client's model is still good, and waits for the answer: a {@code run} gives it, or
 * this process when there is none. Whoever is interrupted leaves the question to the next run.
 */
final class AskRecheck {
  private static final long PAUSE_MILLIS = 200;

  /** Many questions to slow models take their time; a model that is off is told long before. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Store store;

  AskRecheck(Store store) {
    this.store = store;
  }

  /**
   * @throws UnavailableException when a model cannot be asked now; the question stays open
   */
  String ask(ClientId client) {
    OpenQuestions rechecks = store.rechecks();
    Optional<String> before = rechecks.lastAnswer(client);
    rechecks.ask(List.of(client), "a person");
    Deadline patience = Deadline.in(PATIENCE);
    if (TrainOnce.isRunAlive(store.settings())) {
      while (rechecks.isOpen(client) && TrainOnce.isRunAlive(store.settings())) {
        requireNoDelay(client, before, patience);
        pause();
      }
    }
    if (rechecks.isOpen(client)) {
      try (TrainOnce once = TrainOnce.open(store.settings(), store.clock())) {
        while (rechecks.isOpen(client)) {
          once.freeDeadLeases();
          if (!once.recheck(client)) {
            pause();
          }
          requireNoDelay(client, before, patience);
        }
      }
    }
    return rechecks.lastAnswer(client).orElse("no answer");
  }

  /** A question that is put off has a new answer, and is still open. */
  private void requireNoDelay(ClientId client, Optional<String> before, Deadline patience) {
    Optional<String> now = store.rechecks().lastAnswer(client);
    boolean putOff = !now.equals(before) && store.rechecks().isOpen(client);
    if (putOff || patience.isOver()) {
      throw new UnavailableException(
          "the models of "
              + client
              + " could not be compared yet"
              + now.map(why -> ": " + why).orElse("")
              + ". The question stays open; a running flywheel answers it");
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Stopped while models were compared", null, e);
    }
  }
}

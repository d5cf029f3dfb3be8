package ai.organized.flywheel.cycle;

import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.evaluate.Comparison;
import ai.organized.flywheel.evaluate.Comparisons;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.notify.Message;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the version that answers again: on today's holdout, which has grown since, against the
 * version that answered before it. What comes of it is decided by {@link DecideRecheck}.
 */
public final class RecheckChampion {
  private static final Logger LOG = LoggerFactory.getLogger(RecheckChampion.class);

  /** How long a server that did not say when is left alone. */
  private static final Duration BUSY = Duration.ofMinutes(1);

  private final OpenQuestions rechecks;
  private final ModelRegistry registry;
  private final DatasetStore datasets;
  private final Comparisons comparisons;
  private final Outbox outbox;

  public RecheckChampion(
      OpenQuestions rechecks,
      ModelRegistry registry,
      DatasetStore datasets,
      Comparisons comparisons,
      Outbox outbox) {
    this.rechecks = rechecks;
    this.registry = registry;
    this.datasets = datasets;
    this.comparisons = comparisons;
    this.outbox = outbox;
  }

  /** Who is to be compared: one comparison, or none, and then the question is answered with why. */
  public List<Comparison> comparison(Question question) {
    ClientId client = question.client();
    Optional<ModelVersion> active = registry.active(client);
    Optional<ModelVersion> before = registry.predecessor(client);
    Optional<Dataset> dataset = datasets.newest(client);
    if (active.isEmpty() || before.isEmpty() || dataset.isEmpty()) {
      String why =
          active.isEmpty()
              ? "no version of " + client + " answers"
              : "no version answered before v" + active.get().version() + " that could again";
      LOG.info("{}: {}", client, why);
      rechecks.answer(question, why + ", so there is nothing to compare");
      return List.of();
    }
    return List.of(comparisons.of(client, dataset.get().version(), active.get(), before));
  }

  /** A busy server is asked again later; what cannot be compared is answered with the reason. */
  public void failed(Question question, Throwable thrown) {
    ClientId client = question.client();
    if (thrown instanceof UnavailableException busy) {
      LOG.warn("looking at the model of {} again: {}", client, busy.getMessage());
      rechecks.later(question, busy.getMessage(), busy.retryAfter().orElse(BUSY));
      return;
    }
    String reason =
        thrown instanceof FailureException known
            ? known.getMessage()
            : "an error on our side (" + thrown.getClass().getSimpleName() + "); see the log";
    LOG.error("looking at the model of {} again: {}", client, reason, thrown);
    outbox.add(
        client,
        Message.of(
                "failed",
                client + ": not looked at again",
                client + ": its model was not looked at again, " + reason)
            .next("To try it now", "flywheel fine-tune eval --client " + client));
    rechecks.answer(question, reason);
  }
}

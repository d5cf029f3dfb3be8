package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.evaluate.Contestant.Role;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a model one question and keeps the answer at once, or the reason why there is none.
 *
 * <p>A candidate that does not answer stops the evaluation, which is taken up later or ends; so
 * does a champion, until it has refused for so long that it must be gone. The untuned base is done
 * without at once. What was not answered is unknown.
 */
public final class AskQuestion {
  private static final Logger LOG = LoggerFactory.getLogger(AskQuestion.class);

  private final AskModel model;
  private final Answers answers;
  private final Silences silences;

  public AskQuestion(AskModel model, Jdbi jdbi, Clock clock) {
    this.model = model;
    this.answers = new Answers(jdbi, clock);
    this.silences = new Silences(jdbi, clock);
  }

  /**
   * @throws UnavailableException when it is to be asked later
   * @throws RefusedException when a model that cannot be done without will not answer
   */
  public void ask(Question question) {
    Contestant asked = question.contestant();
    if (isDoneWithout(question)) {
      return;
    }
    try {
      answers.save(model.ask(question));
      silences.forget(question.client(), asked.provider(), asked.modelId());
    } catch (RefusedException | UnavailableException e) {
      failed(question, e);
    }
  }

  private boolean isDoneWithout(Question question) {
    return silences.doneWithout(question.client(), question.contestant()).isPresent();
  }

  private void failed(Question question, FailureException failure) {
    Contestant asked = question.contestant();
    Duration silent = silences.note(question.client(), asked.provider(), asked.modelId(), failure);
    if (isDoneWithout(question)) {
      LOG.warn(
          "{}: {} cannot be asked, its score stays unknown: {}",
          question.client(),
          asked.name(),
          failure.getMessage());
      return;
    }
    boolean young = silent.compareTo(Silences.GONE_AFTER) < 0;
    boolean waits =
        young && (failure.code().equals("model_not_found") || asked.role() == Role.CHAMPION);
    throw waits ? new UnavailableException(failure.getMessage()) : failure;
  }
}

package ai.organized.flywheel.train;

import java.time.Duration;
import java.util.Optional;

/**
 * The other side of an adapter, for {@link FineTunerContract}: a program on a real socket that does
 * as it is told.
 */
public interface Backend extends AutoCloseable {
  /** What an adapter is asked to do, one call of the port each. */
  enum Step {
    CHECK,
    FIND_UPLOAD,
    UPLOAD,
    FIND_JOB,
    CREATE,
    POLL,
    EVENTS,
    CANCEL
  }

  /** What can go wrong once with a step. */
  enum Trouble {
    /** It will never do this; says why, and in its words are {@link #KEY} and {@link #PERSON}. */
    REFUSED,
    BUSY,
    /** And says when to come again: after {@link #ASKED_DELAY}. */
    BUSY_WITH_DELAY,
    /** The connection ends in the middle of the answer. */
    HALF_REPLY,
    /** An answer that cannot be read, with {@link #LINE} in it. */
    GARBAGE,
    /** Takes the request and never ends its answer. */
    SILENCE,
    /** Does the work; the connection ends before the answer. */
    LOST_ANSWER
  }

  Duration ASKED_DELAY = Duration.ofSeconds(7);

  /** Stands in every training line. */
  String LINE = "Zebrastreifenkatalog";

  /** Stands in every holdout line, beside the training file. */
  String HOLDOUT = "Mondscheintarif";

  /** An address of a person, for a text that has to be cleaned. */
  String PERSON = "erika.mustermann@example.com";

  /** The key that the adapter has; put together here, so that no scanner finds one. */
  String KEY = "sk-" + "proj-" + "Contract0Key9".repeat(4);

  /** The adapter under test, new each time; its calls take no longer than a second or two. */
  FineTuner adapter();

  /** The same, with an address where nobody listens. */
  FineTuner adapterOfNobody();

  /** The same, with everything it sends stopped by the egress guard; empty: others ask it. */
  Optional<FineTuner> adapterBehindClosedGate();

  /**
   * Whether a job has ended when its creation comes back, so that nothing is left to be cancelled
   * or to fail later.
   */
  default boolean endsAtOnce() {
    return false;
  }

  /** Jobs created from now on end without a model, for this reason. */
  void failTraining(String reason);

  /**
   * Every job stands still and shows this status, until it is empty.
   *
   * @return false when a job here has no status in words
   */
  boolean showStatus(Optional<String> status);

  /**
   * Makes this happen once, with the next such step.
   *
   * @return false when it cannot happen here
   */
  boolean arrange(Trouble trouble, Step step);

  /** Lets more time pass than any call that was begun could still last. */
  void letCallsDie();

  /** Files that have arrived whole; empty when none are uploaded here. */
  Optional<Integer> uploads();

  /** Jobs that were ever created. */
  int jobs();

  /** How often it was called so far, whatever for. */
  int calls();

  /** Whether this text was ever received. */
  boolean hasSeen(String text);

  @Override
  void close();
}

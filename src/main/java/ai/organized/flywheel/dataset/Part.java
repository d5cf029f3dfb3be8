package ai.organized.flywheel.dataset;

import java.util.Locale;

/** Where an example ends up in a dataset. */
public enum Part {
  /** A line to train on. */
  TRAIN,
  /** A question that no version ever trains on. */
  HOLDOUT,
  /** It says what a better one says already. */
  DUPLICATE,
  /** Kept away from training: a question is too near, or it gives its own score away. */
  QUARANTINED,
  /** Below the threshold, looked at only because an earlier version trained on it. */
  BELOW;

  /** As tables and files spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

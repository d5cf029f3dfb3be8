package ai.organized.flywheel.registry;

import java.util.Locale;

/** Where a model version stands. */
public enum ModelState {
  TRAINING,
  EVALUATING,
  /** Evaluated and good enough, not answering. */
  READY,
  /** Answers for its client. */
  ACTIVE,
  /** Answered once. */
  ARCHIVED,
  /** Evaluated and not good enough, or not allowed. */
  REFUSED,
  /** Evaluated, and waiting for a person. */
  HELD,
  /** Training ended without a model. */
  FAILED;

  /** As it stands in tables and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ModelState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}

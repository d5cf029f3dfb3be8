package ai.organized.flywheel.audit;

import java.util.Locale;

/** What was decided. */
public enum Action {
  ASKED,
  SUBMITTED,
  TRAINING,
  NOT_TRAINING,
  PROMOTED,
  HELD,
  REFUSED,
  FAILED,
  CANCELLED,
  ROLLED_BACK,
  CHALLENGED,
  CHALLENGE_ENDED,
  WARNED,
  MIGRATING,
  RETIRED,
  REGISTERED,
  KEY_ADDED,
  KEY_REMOVED;

  /** As it stands in the table and is shown. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

package ai.organized.flywheel.experiment.drop;

import java.util.Locale;

/** How a trial ended, in the words of those who write such files. */
enum Outcome {
  BASELINE("baseline"),
  KEPT("kept"),
  DISCARDED("discarded"),
  /** Nothing was measured; a number beside it is none. */
  FAILED("failed"),
  UNFINISHED("unfinished"),
  /** A word that nobody told us. */
  OTHER("other");

  private final String said;

  Outcome(String said) {
    this.said = said;
  }

  static Outcome of(String status) {
    return switch (status.strip().toLowerCase(Locale.ROOT)) {
      case "baseline" -> BASELINE;
      case "keep", "keep (reworked)", "improved" -> KEPT;
      case "discard", "revert", "reverted" -> DISCARDED;
      case "crash", "metric-error", "hook-blocked", "no-op", "validation_fail", "json_fail" ->
          FAILED;
      case "running", "trending" -> UNFINISHED;
      default -> OTHER;
    };
  }

  @Override
  public String toString() {
    return said;
  }
}

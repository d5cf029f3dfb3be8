package ai.organized.flywheel.telemetry;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What counts of one answer that a caller was given.
 *
 * @param version that answered, or for which a fallback did; empty: none could be asked
 * @param arm {@code champion}, {@code challenger} or {@code fallback}
 * @param tokens of the answer; empty: not told
 */
public record LiveAnswer(
    Instant at,
    Optional<Integer> version,
    String arm,
    Outcome outcome,
    OptionalLong tokens,
    double latencyMs) {

  /** How it went. */
  public enum Outcome {
    ANSWERED,
    /** By the model, its server or us: no answer, or one that broke off. */
    FAILED,
    /** Says nothing of the model: the caller left or was refused. */
    NOT_COUNTED
  }

  /**
   * A fallback's error may be that of the model in whose place it answered: what it gave counts.
   *
   * @param error a word of {@link ServedAnswer#error()}, or null
   */
  static Outcome outcome(String arm, int status, String error) {
    if (status >= 500) {
      return Outcome.FAILED;
    }
    if (status >= 400 || "client_left".equals(error)) {
      return Outcome.NOT_COUNTED;
    }
    return error == null || arm.equals("fallback") ? Outcome.ANSWERED : Outcome.FAILED;
  }

  /** Something else answered in the version's place. */
  public boolean fallback() {
    return arm.equals("fallback");
  }

  public boolean counts() {
    return outcome != Outcome.NOT_COUNTED;
  }

  public boolean failed() {
    return outcome == Outcome.FAILED;
  }

  LiveAnswer of(Optional<Integer> known) {
    return new LiveAnswer(at, known, arm, outcome, tokens, latencyMs);
  }
}

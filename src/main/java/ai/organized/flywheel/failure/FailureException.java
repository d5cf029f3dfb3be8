package ai.organized.flywheel.failure;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.event.Level;

/** A failure that knows its HTTP status, its log level and whether trying again can help. */
public abstract sealed class FailureException extends RuntimeException
    permits RefusedException, UnavailableException, BrokenException {
  private static final long serialVersionUID = 1L;

  /** A routine failure carries no stack trace: its message says all there is to say. */
  FailureException(String message, Throwable cause, boolean routine) {
    super(message, cause, true, !routine);
  }

  public abstract int httpStatus();

  public abstract Level logLevel();

  public abstract boolean retryable();

  /** When it is worth to ask again; empty: not known, or never. */
  public Optional<Duration> retryAfter() {
    return Optional.empty();
  }

  /**
   * Short machine-readable word for HTTP error bodies and stored reasons, for instance {@code
   * unknown_client}.
   */
  public abstract String code();
}

package ai.organized.flywheel.failure;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * The world is busy: try again later, after {@link #retryAfter()} when the other side named a time.
 */
public final class UnavailableException extends FailureException {
  private static final long serialVersionUID = 1L;

  private final transient Duration retryAfter;

  public UnavailableException(String message) {
    this(message, null, null);
  }

  public UnavailableException(String message, Duration retryAfter) {
    this(message, retryAfter, null);
  }

  public UnavailableException(String message, Duration retryAfter, Throwable cause) {
    super(message, cause, true);
    this.retryAfter = retryAfter;
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  @Override
  public int httpStatus() {
    return 503;
  }

  @Override
  public Level logLevel() {
    return Level.WARN;
  }

  @Override
  public boolean retryable() {
    return true;
  }

  @Override
  public String code() {
    return "unavailable";
  }
}

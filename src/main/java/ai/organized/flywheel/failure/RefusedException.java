package ai.organized.flywheel.failure;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.event.Level;

/** The data or the request is wrong: never tried again, kept with its reason. */
public final class RefusedException extends FailureException {
  private static final long serialVersionUID = 1L;

  private final int httpStatus;
  private final String code;
  private final transient Duration retryAfter;

  public RefusedException(String code, String message) {
    this(422, code, message);
  }

  public RefusedException(int httpStatus, String code, String message) {
    this(httpStatus, code, message, null);
  }

  /**
   * @param retryAfter when the same request would be answered; null: never
   */
  public RefusedException(int httpStatus, String code, String message, Duration retryAfter) {
    super(message, null, true);
    this.httpStatus = httpStatus;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  @Override
  public int httpStatus() {
    return httpStatus;
  }

  @Override
  public Level logLevel() {
    return Level.WARN;
  }

  @Override
  public boolean retryable() {
    return false;
  }

  @Override
  public String code() {
    return code;
  }
}

package ai.organized.flywheel.failure;

import org.slf4j.event.Level;

/** We are wrong: loud, with its stack trace, and never tried again by itself. */
public final class BrokenException extends FailureException {
  private static final long serialVersionUID = 1L;

  public BrokenException(String message) {
    this(message, null);
  }

  public BrokenException(String message, Throwable cause) {
    super(message, cause, false);
  }

  @Override
  public int httpStatus() {
    return 500;
  }

  @Override
  public Level logLevel() {
    return Level.ERROR;
  }

  @Override
  public boolean retryable() {
    return false;
  }

  @Override
  public String code() {
    return "broken";
  }
}

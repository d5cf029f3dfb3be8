package ai.organized.flywheel.failure;

import org.slf4j.event.Level;

/** The data or the request is wrong: never tried again, kept with its reason. */
public final class RefusedException extends FailureException {
  private static final long serialVersionUID = 1L;

  private final int httpStatus;
  private final String code;

  public RefusedException(String code, String message) {
    this(422, code, message);
  }

  public RefusedException(int httpStatus, String code, String message) {
    super(message, null, true);
    this.httpStatus = httpStatus;
    this.code = code;
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

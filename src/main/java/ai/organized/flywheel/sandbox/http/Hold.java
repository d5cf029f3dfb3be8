package ai.organized.flywheel.sandbox.http;

/** Where in its life a request is held: the two places where a crash of the caller differs. */
public enum Hold {
  /** The request has arrived whole, and nothing has been done about it. */
  BEFORE_WORK,
  /** Its work is done, and the caller has not been told. */
  AFTER_WORK
}

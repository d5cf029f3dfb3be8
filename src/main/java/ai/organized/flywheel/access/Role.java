package ai.organized.flywheel.access;

/** What the holder of an API key may do. */
public enum Role {
  /** Asks for one client. */
  CLIENT,
  /** Asks and brings evidence for every client. */
  OPERATOR,
  /** Changes what is served as well. */
  ADMIN
}

package ai.organized.flywheel.gateway;

import java.util.Locale;

/** What can go wrong on the way to a model and back; its word goes into the measured row. */
enum Trouble {
  /** None of the client's own is there to be asked. */
  NO_MODEL,
  /** It failed so often just now that it is not asked. */
  BREAKER_OPEN,
  UPSTREAM_UNREACHABLE,
  /** A status that says more about us or the server than about the request. */
  UPSTREAM_STATUS,
  /** Success, says the status, and the body is a page: of a proxy on the way, say. */
  UPSTREAM_CONTENT,
  UPSTREAM_TIMEOUT,
  /** The connection ended before the answer did. */
  UPSTREAM_BROKE,
  CLIENT_LEFT;

  /** nginx's status for a caller who hung up; nobody ever sees it. */
  static final int LEFT_STATUS = 499;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

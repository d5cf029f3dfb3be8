package ai.organized.flywheel.access;

import java.util.regex.Pattern;

/** Names under which this machine calls itself. */
public final class LoopbackName {
  /** As a browser writes them, with any port. */
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

  private LoopbackName() {}

  /**
   * A site may give its own name our address (DNS rebinding), and its pages then count as ours to a
   * browser; it cannot change the name that the browser sends.
   *
   * @param host value of the header {@code Host}; null is none
   */
  static boolean isMeant(String host) {
    return host != null && AUTHORITY.matcher(host).matches();
  }
}

package ai.organized.flywheel.redact.personal;

/** {@code [email:3f9a1c22]} or {@code [redacted:jwt]}: what was replaced before stays as it is. */
final class Placeholder {
  static final int NONE = -1;

  /** Characters of the longest kind and the longest label. */
  private static final int LONGEST = 30;

  private Placeholder() {}

  /** Where the placeholder that begins at {@code start} ends, or {@link #NONE}. */
  static int end(String text, int start) {
    int colon = start + 1;
    int limit = Math.min(text.length(), start + 1 + LONGEST);
    while (colon < limit && text.charAt(colon) >= 'a' && text.charAt(colon) <= 'z') {
      colon++;
    }
    if (colon == start + 1 || colon >= text.length() || text.charAt(colon) != ':') {
      return NONE;
    }
    boolean label = text.startsWith("redacted", start + 1);
    int end = colon + 1;
    limit = Math.min(text.length(), end + LONGEST);
    while (end < limit && (label ? isInLabel(text.charAt(end)) : isHex(text.charAt(end)))) {
      end++;
    }
    boolean whole = label ? end > colon + 1 : end == colon + 1 + 2 * Pseudonyms.BYTES;
    return whole && end < text.length() && text.charAt(end) == ']' ? end + 1 : NONE;
  }

  private static boolean isInLabel(char c) {
    return c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean isHex(char c) {
    return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9');
  }
}

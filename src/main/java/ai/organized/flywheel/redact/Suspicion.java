package ai.organized.flywheel.redact;

/**
 * The quick scan: which kinds of secret a text may hold.
 *
 * <p>May suspect too much, never too little. Every secret has a run of {@value #SHORTEST} token
 * characters, and no such run fits between two probes {@value #SHORTEST} apart: most of a clean
 * text is never looked at.
 */
final class Suspicion {
  static final int SHORTEST = 16;

  /** Characters of {@code s3://:p@h}; most texts in an export are no longer. */
  private static final int SHORTEST_URL = 10;

  /** Characters of user and password in a URL. */
  private static final int LONGEST_USER = 402;

  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (char c = 0; c < TOKEN.length; c++) {
      TOKEN[c] = TokenRun.isLetterOrDigit(c) || "_-.~+/=%|".indexOf(c) >= 0;
    }
  }

  private Suspicion() {}

  /** The bits of the suspected kinds, 0 for a clean text. */
  static int kindsIn(String text) {
    int length = text.length();
    int kinds = 0;
    boolean run = false;
    int before = -1; // the last place known to hold no token character
    while (before + SHORTEST < length) {
      int probe = before + SHORTEST;
      int back = probe;
      while (back > before && isToken(text.charAt(back))) {
        back--;
      }
      if (back > before) {
        before = back;
        continue;
      }
      int end = probe + 1;
      while (end < length && isToken(text.charAt(end))) {
        end++;
      }
      run = true;
      kinds = TokenRun.kindsIn(text, before + 1, end, kinds);
      before = end;
    }
    if (run && text.contains("PRIVATE KEY")) {
      kinds |= SecretKind.PRIVATE_KEY.bit();
    }
    return length >= SHORTEST_URL && hasUrlPassword(text)
        ? kinds | SecretKind.URL_PASSWORD.bit()
        : kinds;
  }

  /** A password is shorter than a token; but there is an at sign behind it. */
  private static boolean hasUrlPassword(String text) {
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int start = at;
      int limit = Math.max(0, at - LONGEST_USER);
      while (start > limit && text.charAt(start - 1) > ' ' && text.charAt(start - 1) != '/') {
        start--;
      }
      if (text.startsWith("://", start - 3) && text.substring(start, at).contains(":")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isToken(char c) {
    return c < TOKEN.length && TOKEN[c];
  }
}

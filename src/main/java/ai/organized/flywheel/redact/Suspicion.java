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
      kinds |= TokenRun.kindsIn(text, before + 1, end);
      before = end;
    }
    return run && text.contains("PRIVATE KEY") ? kinds | SecretKind.PRIVATE_KEY.bit() : kinds;
  }

  private static boolean isToken(char c) {
    return c < TOKEN.length && TOKEN[c];
  }
}

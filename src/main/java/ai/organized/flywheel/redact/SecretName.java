package ai.organized.flywheel.redact;

/** The words that say of the value behind them that it is a secret. */
final class SecretName {
  /**
   * As a regular expression; without a left border, so that access_token and clientSecret match.
   */
  static final String REGEX =
      "(?i:(?:api|secret|private|access)[ _-]?key|secret|token|passw(?:or)?d|pwd|authorization)";

  /** Between name and value; {@link #WIDEST_GAP} characters at most. */
  static final String GAP_REGEX =
      "[\"'`\\\\]{0,3}\\s{0,4}(?:=>|:=|[:=]{1,2}|%3[AaDd])\\s{0,4}[\"'`\\\\]{0,3}";

  private static final int WIDEST_GAP = 17;

  private static final String[] KEYS = {
    "token", "secret", "password", "passwd", "pwd", "authorization",
    "apikey", "api_key", "api-key", "secretkey", "secret_key", "secret-key",
    "privatekey", "private_key", "private-key", "accesskey", "access_key", "access-key"
  };

  /** Looser than {@link #REGEX} on purpose: the regular expression has the last word. */
  private static final String[] NAMES = {
    "key", "token", "secret", "password", "passwd", "pwd", "authorization"
  };

  private static final String[] BEARER = {"bearer"};
  private static final String[] SCHEMES = {"bearer", "basic", "token"};

  private static final boolean[] GAP = new boolean[128];
  private static final boolean[] LAST_LETTER = new boolean[128];

  static {
    for (char c = 0; c < GAP.length; c++) {
      GAP[c] = c <= ' ' || "\"'`\\:=>%".indexOf(c) >= 0;
    }
    for (String[] words : new String[][] {KEYS, NAMES, SCHEMES}) {
      for (String word : words) {
        char last = word.charAt(word.length() - 1);
        LAST_LETTER[last] = true;
        LAST_LETTER[Character.toUpperCase(last)] = true;
      }
    }
  }

  private SecretName() {}

  /** Whether a JSON key names a secret: access_token, clientSecret, api-key, password. */
  static boolean isKey(String key) {
    return endingAt(key, key.length(), KEYS) > 0;
  }

  /** The bits of NAMED and BEARER, when the words before a value that may begin here say so. */
  static int kindsNamedBefore(String text, int value) {
    int gap = gapBefore(text, value);
    if (gap == 0 || !mayBeLast(text.charAt(gap - 1))) {
      return 0;
    }
    int kinds = nameEndingAt(text, gap, value);
    if (endingAt(text, gap, BEARER) > 0) {
      kinds |= SecretKind.BEARER.bit();
    }
    int scheme = endingAt(text, gap, SCHEMES);
    if (scheme > 0) {
      // "Authorization: Basic …" has its name before the scheme
      int word = gap - scheme;
      kinds |= nameEndingAt(text, gapBefore(text, word), word);
    }
    return kinds;
  }

  private static int nameEndingAt(String text, int gap, int value) {
    boolean named = separates(text, gap, value) && endingAt(text, gap, NAMES) > 0;
    return named ? SecretKind.NAMED.bit() : 0;
  }

  /** Where the blanks, quotes and separators that end at {@code end} begin. */
  private static int gapBefore(String text, int end) {
    int limit = Math.max(0, end - WIDEST_GAP);
    int start = end;
    while (start > limit && isGap(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isGap(char c) {
    return c < GAP.length && GAP[c];
  }

  private static boolean mayBeLast(char c) {
    return c < LAST_LETTER.length && LAST_LETTER[c];
  }

  private static boolean separates(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == ':' || c == '=' || c == '%') {
        return true;
      }
    }
    return false;
  }

  /** The length of the word among these that ends here, 0 when there is none. */
  private static int endingAt(String text, int end, String[] words) {
    if (end == 0 || !mayBeLast(text.charAt(end - 1))) {
      return 0;
    }
    for (String word : words) {
      if (text.regionMatches(true, end - word.length(), word, 0, word.length())) {
        return word.length();
      }
    }
    return 0;
  }
}

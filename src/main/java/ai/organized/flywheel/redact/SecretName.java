package ai.organized.flywheel.redact;

import java.util.regex.Pattern;

/** The words that say of the value behind them that it is a secret. */
final class SecretName {
  /**
   * As a regular expression; without a left border, so that access_token and clientSecret match.
   */
  static final String REGEX =
      "(?i:(?:api|secret|private|access)[ _-]?key|secret|token|passw(?:or)?d|pwd|authorization)";

  /** Blanks, also as they stand in JSON that is carried as a text. */
  private static final String BLANKS = "(?:\\s|\\\\{1,2}[nrt]){0,4}";

  /** Between name and value; {@link #WIDEST_GAP} characters at most. */
  static final String GAP_REGEX =
      "[\"'`\\\\]{0,3}" + BLANKS + "(?:=>|:=|[:=]{1,2}|%3[AaDd])" + BLANKS + "[\"'`\\\\]{0,3}";

  private static final int WIDEST_GAP = 33;

  private static final Endings KEYS =
      new Endings(
          "token",
          "secret",
          "password",
          "passwd",
          "pwd",
          "authorization",
          "credentials",
          "apikey",
          "api_key",
          "api-key",
          "api key",
          "secretkey",
          "secret_key",
          "secret-key",
          "secret key",
          "privatekey",
          "private_key",
          "private-key",
          "private key",
          "accesskey",
          "access_key",
          "access-key",
          "access key",
          // Stape's fields, and the header of Tag Manager's server preview
          "previewheader",
          "preview_header",
          "preview-header",
          "gtm-server-preview");

  /** In the name of a constant; "Secret sale" is a campaign. */
  private static final Pattern CONSTANT =
      Pattern.compile(
          "(?i)(?:api|access|auth|client|app|bearer|refresh|private|secret)[ _-]?"
              + "(?:key|token|secret)|passw(?:or)?d");

  /** Looser than {@link #REGEX} on purpose: the regular expression has the last word. */
  private static final Endings NAMES =
      new Endings("key", "token", "secret", "password", "passwd", "pwd", "authorization");

  private static final Endings BEARER = new Endings("bearer");
  private static final Endings SCHEMES = new Endings("bearer", "basic", "token");

  private static final String[] BEGINNINGS = {
    "api", "secret", "private", "access", "token", "passw", "pwd", "auth"
  };

  private static final boolean[] FIRST_LETTER = new boolean[128];
  private static final boolean[] GAP = new boolean[128];

  static {
    for (char c = 0; c < GAP.length; c++) {
      FIRST_LETTER[c] = "astpASTP".indexOf(c) >= 0;
      GAP[c] = c <= ' ' || "\"'`\\:=>%+".indexOf(c) >= 0;
    }
  }

  private SecretName() {}

  /** Whether a JSON key names a secret: access_token, clientSecret, api-key, password. */
  static boolean isKey(String key) {
    return KEYS.endingAt(key, key.length()) > 0;
  }

  /** Where, from {@code from} on, a name of {@link #REGEX} may begin; -1 for nowhere. */
  static int next(String text, int from) {
    for (int at = from; at < text.length() - 1; at++) {
      char first = text.charAt(at);
      if (first < FIRST_LETTER.length && FIRST_LETTER[first] && mayBegin(text, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean mayBegin(String text, int at) {
    for (String name : BEGINNINGS) {
      if (text.regionMatches(true, at, name, 0, name.length())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a variable of this name holds a secret: CONST - Meta Access Token (prod). */
  static boolean isConstant(String name) {
    return isKey(name) || CONSTANT.matcher(name).find();
  }

  /** The bits of NAMED and BEARER, when the words before a value that may begin here say so. */
  static int kindsNamedBefore(String text, int value) {
    int gap = gapBefore(text, value);
    if (gap == 0) {
      return 0;
    }
    int kinds = nameEndingAt(text, gap, value);
    if (BEARER.endingAt(text, gap) > 0) {
      kinds |= SecretKind.BEARER.bit();
    }
    int scheme = SCHEMES.endingAt(text, gap);
    if (scheme > 0) {
      // "Authorization: Basic …" has its name before the scheme
      int word = gap - scheme;
      kinds |= nameEndingAt(text, gapBefore(text, word), word);
    }
    return kinds;
  }

  private static int nameEndingAt(String text, int gap, int value) {
    boolean named = separates(text, gap, value) && NAMES.endingAt(text, gap) > 0;
    return named ? SecretKind.NAMED.bit() : 0;
  }

  /** Where the blanks, quotes and separators that end at {@code end} begin. */
  private static int gapBefore(String text, int end) {
    int limit = Math.max(0, end - WIDEST_GAP);
    int start = end;
    while (start > limit) {
      if (isGap(text.charAt(start - 1))) {
        start--;
      } else if (isEscapedBlank(text, start)) {
        start -= 2;
      } else {
        break;
      }
    }
    return start;
  }

  /** Whether a written-out {@code \n}, {@code \r} or {@code \t} ends there. */
  private static boolean isEscapedBlank(String text, int end) {
    return end >= 2 && text.charAt(end - 2) == '\\' && "nrt".indexOf(text.charAt(end - 1)) >= 0;
  }

  private static boolean isGap(char c) {
    return c < GAP.length && GAP[c];
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
}

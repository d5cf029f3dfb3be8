package ai.organized.flywheel.redact;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Replaces e-mail addresses, plain ones and those in the query of a URL ({@code
 * jane%40shop.example}).
 *
 * <p>Looks only at what stands around an at sign. Left alone are an at sign with no name before it
 * ({@code @media}, {@code @scope/package}) and the user of a URL or of git ({@code //key@host},
 * {@code git@host}).
 */
public final class EmailAddresses {
  public static final String LABEL = "email";
  private static final String REPLACEMENT = "[redacted:" + LABEL + "]";

  /** Characters of {@code a@b.cc}. */
  private static final int SHORTEST = 6;

  /** Scripts without blanks begin here: what stands before an address there is no part of it. */
  private static final char CJK = 0x2e80;

  private EmailAddresses() {}

  static String clean(String text, Consumer<String> found) {
    return replace(
        text,
        address -> {
          found.accept(LABEL);
          return REPLACEMENT;
        });
  }

  /**
   * @param replacement what takes the place of an address, given as it stands in the text
   * @return the same instance when there is none
   */
  public static String replace(String text, UnaryOperator<String> replacement) {
    return text.length() < SHORTEST
        ? text
        : replace(replace(text, "@", replacement), "%40", replacement);
  }

  private static String replace(String text, String sign, UnaryOperator<String> replacement) {
    int at = text.indexOf(sign);
    if (at < 0) {
      return text;
    }
    StringBuilder cleaned = new StringBuilder();
    int copied = 0;
    while (at >= 0) {
      int start = startOfName(text, at, copied);
      int end = start < at ? EmailDomain.end(text, at + sign.length()) : EmailDomain.NONE;
      if (end != EmailDomain.NONE) {
        cleaned.append(text, copied, start).append(replacement.apply(text.substring(start, end)));
        copied = end;
      }
      at = text.indexOf(sign, Math.max(copied, at + 1));
    }
    return copied == 0 ? text : cleaned.append(text, copied, text.length()).toString();
  }

  /** {@code at} itself when there is none. */
  private static int startOfName(String text, int at, int from) {
    int start = at;
    while (start > from && isInName(text, start - 1)) {
      start--;
    }
    if (start > from) {
      start += restOfEscape(text, start);
    }
    while (start < at && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    return start < at && isEndOfName(text.charAt(at - 1)) && !isUser(text, start, at) ? start : at;
  }

  private static boolean isInName(String text, int i) {
    char c = text.charAt(i);
    return switch (c) {
      case '.', '_', '-', '+' -> true;
      case '\'' -> isLetter(text, i - 1) && isLetter(text, i + 1); // o'brien
      case '%' -> text.regionMatches(true, i, "%2B", 0, 3); // jane+tag
      default -> c < CJK && Character.isLetterOrDigit(c);
    };
  }

  private static boolean isLetter(String text, int i) {
    return i >= 0 && Character.isLetter(text.charAt(i));
  }

  /** How many characters belong to a %XX or \n that ends here and looks like a part of the name. */
  private static int restOfEscape(String text, int start) {
    return switch (text.charAt(start - 1)) {
      case '%' -> isHex(text, start) && isHex(text, start + 1) ? 2 : 0;
      case '\\' -> "nrt".indexOf(text.charAt(start)) >= 0 ? 1 : 0;
      default -> 0;
    };
  }

  private static boolean isHex(String text, int i) {
    return Character.digit(text.charAt(i), 16) >= 0;
  }

  /** A plus or a dot at the end is that of a regular expression: {@code \w+@shop.example}. */
  private static boolean isEndOfName(char c) {
    return c != '+' && c != '.';
  }

  private static boolean isUser(String text, int start, int at) {
    return text.startsWith("//", start - 2) || text.substring(start, at).equals("git");
  }
}

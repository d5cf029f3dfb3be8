package ai.organized.flywheel.redact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Addresses and forms write a secret as {@code 123%7Cabc} or {@code
 * -----BEGIN+PRIVATE+KEY-----%0A}, which looks like none. Where a piece of a text, once decoded,
 * holds one, its place is taken by the decoded piece without it.
 */
final class PercentEncoded {
  /** An address in an address in an address. */
  private static final int DEEPEST = 3;

  private PercentEncoded() {}

  /**
   * @param text that is clean as it stands
   * @return the same instance when there is no secret in it
   */
  static String clean(String text, UnaryOperator<String> cleaning) {
    if (nextEscape(text, 0) == text.length()) {
      return text;
    }
    StringBuilder cleaned = new StringBuilder();
    int copied = 0;
    int end;
    for (int start = 0; start < text.length(); start = end + 1) {
      end = endOfPiece(text, start);
      if (nextEscape(text, start) < end) {
        String piece = text.substring(start, end);
        String clean = cleanPiece(piece, cleaning);
        if (!clean.equals(piece)) {
          cleaned.append(text, copied, start).append(clean);
          copied = end;
        }
      }
    }
    return copied == 0 ? text : cleaned.append(text, copied, text.length()).toString();
  }

  /** In a form a plus is a blank; in an address it is itself. */
  private static String cleanPiece(String piece, UnaryOperator<String> cleaning) {
    String encoded = piece;
    for (int depth = 0; depth < DEEPEST; depth++) {
      String inForm = decoded(encoded.replace('+', ' '));
      encoded = decoded(encoded);
      for (String decoded : List.of(encoded, inForm)) {
        String clean = cleaning.apply(decoded);
        if (!clean.equals(decoded)) {
          return clean;
        }
      }
    }
    return piece;
  }

  private static String decoded(String text) {
    if (nextEscape(text, 0) == text.length()) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); ) {
      int escape = nextEscape(text, at);
      bytes.writeBytes(text.substring(at, escape).getBytes(StandardCharsets.UTF_8));
      at = escape;
      if (escape < text.length()) {
        bytes.write(Integer.parseInt(text, escape + 1, escape + 3, 16));
        at = escape + 3;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The length of the text when there is no %XX any more. */
  private static int nextEscape(String text, int from) {
    for (int at = text.indexOf('%', from); at >= 0; at = text.indexOf('%', at + 1)) {
      if (at + 2 < text.length() && isHex(text.charAt(at + 1)) && isHex(text.charAt(at + 2))) {
        return at;
      }
    }
    return text.length();
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0 && c < 128;
  }

  /** Nothing encoded has a blank or a quote in it. */
  private static int endOfPiece(String text, int start) {
    int end = start;
    while (end < text.length()
        && text.charAt(end) > ' '
        && "\"'<>`".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}

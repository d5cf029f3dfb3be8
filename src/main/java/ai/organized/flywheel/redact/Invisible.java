package ai.organized.flywheel.redact;

import java.util.function.UnaryOperator;

/**
 * Characters that nobody sees (a zero-width space, a soft hyphen) come along when a token is copied
 * out of a chat or a document, and would hide it.
 */
final class Invisible {
  /** The soft hyphen, the first of them. */
  private static final char FIRST = 0xad;

  private Invisible() {}

  /**
   * What is left of a text that is cleaned without them; they stay where there is nothing to clean,
   * for they also hold signs together.
   */
  static String without(String text, UnaryOperator<String> cleaning) {
    int first = indexOf(text);
    if (first < 0) {
      return cleaning.apply(text);
    }
    StringBuilder visible = new StringBuilder(text.substring(0, first));
    for (int i = first; i < text.length(); i++) {
      if (!is(text.charAt(i))) {
        visible.append(text.charAt(i));
      }
    }
    String before = visible.toString();
    String cleaned = cleaning.apply(before);
    return cleaned.equals(before) ? text : cleaned;
  }

  private static int indexOf(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (is(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean is(char c) {
    return c >= FIRST && Character.getType(c) == Character.FORMAT;
  }
}

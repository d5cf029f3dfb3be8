package ai.organized.flywheel.near;

/** Walks over the words of a text and says where each begins and ends; see {@link Words}. */
final class WordScan {
  private final String text;
  private int at;
  private int from;
  private int to;

  WordScan(String text) {
    this.text = text;
  }

  /** Goes to the next word; false when there is none. */
  boolean next() {
    while (true) {
      while (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        return false;
      }
      from = at;
      while (at < text.length() && !isBlank(text.charAt(at))) {
        at++;
      }
      to = at;
      if (isComparison() || bare()) {
        return true;
      }
    }
  }

  /** Index of the word's first character. */
  int from() {
    return from;
  }

  /** Index behind the word's last character. */
  int to() {
    return to;
  }

  /** Comparisons that stand alone are words: an optional ! and then only these. */
  private boolean isComparison() {
    int i = text.charAt(from) == '!' ? from + 1 : from;
    if (i == to) {
      return false;
    }
    while (i < to && "<>=≠≤≥".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i == to;
  }

  /** Takes the punctuation off both ends; false when nothing is left. */
  private boolean bare() {
    int start = from;
    int end = to;
    while (from < to && !isWordPart(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (from < to && !isWordPart(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    if (from >= to) {
      return false;
    }
    boolean number = Character.isDigit(text.codePointAt(from));
    while (from > start && belongsBefore(text.charAt(from - 1), number)) {
      from--;
    }
    if (to < end && Character.isDigit(text.charAt(to - 1)) && isUnit(text.charAt(to))) {
      to++;
    }
    return true;
  }

  /** White space of Unicode: {@code Character.isWhitespace} leaves out the no-break spaces. */
  private static boolean isBlank(char c) {
    if (c <= ' ') {
      return c == ' ' || (c >= '\t' && c <= '\r');
    }
    return c >= 0x80 && (c == 0x85 || Character.isSpaceChar(c));
  }

  private static boolean isWordPart(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static boolean belongsBefore(char c, boolean number) {
    return number ? "+-−.".indexOf(c) >= 0 || isUnit(c) : c == '!';
  }

  private static boolean isUnit(char c) {
    return c == '%' || Character.getType(c) == Character.CURRENCY_SYMBOL;
  }
}

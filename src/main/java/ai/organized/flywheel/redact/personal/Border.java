package ai.organized.flywheel.redact.personal;

/**
 * Whether a number stands by itself, or is a part of something: {@code AW-123}, {@code act_123},
 * {@code /123/}, {@code 12.5}, {@code #123}, {@code $123}.
 */
final class Border {
  /** Scripts without blanks begin here. */
  static final char CJK = 0x2e80;

  private Border() {}

  static boolean isBefore(String before) {
    int length = before.length();
    if (length == 0) {
      return true;
    }
    char last = before.charAt(length - 1);
    char first = length > 1 ? before.charAt(length - 2) : ' ';
    return switch (last) {
      case '_', '/', '#', '$', '€', '£', '%', '\\' -> false;
      case '-', '.', ',', '\u2013' -> !isInWord(first);
      case 'n', 'r', 't' -> first == '\\'; // an escaped line end
      default -> !isInWord(last);
    };
  }

  static boolean isBehind(String text, int end) {
    if (end == text.length()) {
      return true;
    }
    char next = text.charAt(end);
    boolean more = end + 1 < text.length() && isInWord(text.charAt(end + 1));
    return switch (next) {
      case '_', '%', '€', '$', '£' -> false;
      case '-', '\u2013' -> !more;
      case '.', ',' -> !(more && DigitGroups.isDigit(text.charAt(end + 1)));
      case 'x' -> more && DigitGroups.isDigit(text.charAt(end + 1)); // an extension
      default -> !isInWord(next);
    };
  }

  static boolean isInWord(char c) {
    return c < CJK && Character.isLetterOrDigit(c);
  }
}

package ai.organized.flywheel.redact;

/**
 * Tells a key from words joined by dashes: it has a stretch that no word has (24 letters, or 16
 * with a digit), or is long and mixed.
 */
final class RandomLooking {
  private static final int LONG_STRETCH = 24;
  private static final int STRETCH_WITH_DIGIT = 16;
  private static final int LONG_VALUE = 40;

  private RandomLooking() {}

  static boolean is(String value) {
    boolean upper = false;
    boolean lower = false;
    boolean digit = false;
    int stretch = 0;
    boolean digitInStretch = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!TokenRun.isLetterOrDigit(c)) {
        stretch = 0;
        digitInStretch = false;
        continue;
      }
      stretch++;
      digitInStretch |= c <= '9';
      if (stretch >= LONG_STRETCH || (stretch >= STRETCH_WITH_DIGIT && digitInStretch)) {
        return true;
      }
      digit |= c <= '9';
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a';
    }
    return value.length() >= LONG_VALUE && upper && lower && digit;
  }
}

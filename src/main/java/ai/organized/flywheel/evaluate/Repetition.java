package ai.organized.flywheel.evaluate;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a text says the same over and over, as a model does that cannot end. */
final class Repetition {
  /** Beyond it a text is not looked at; one that repeats itself has begun long before. */
  private static final int LOOKED_AT = 12_000;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** What people draw with: rules and tables, however long. */
  private static final Pattern LINES = Pattern.compile("[-=_*.#~|+ ]{4,}");

  private static final Pattern NUMBERS = Pattern.compile("[0-9]+");

  private Repetition() {}

  /**
   * Four times the same over 200 characters; three times where the text was cut off; or, with
   * whatever numbers in it, eight times over 400: a list of like things is shorter.
   */
  static boolean isIn(String text, boolean cutOff) {
    String seen = text.substring(0, Math.min(text.length(), LOOKED_AT));
    String plain =
        BLANKS
            .matcher(LINES.matcher(seen).replaceAll(" "))
            .replaceAll(" ")
            .toLowerCase(Locale.ROOT);
    return repeats(plain, cutOff ? 3 : 4, 200)
        || repeats(NUMBERS.matcher(plain).replaceAll("0"), 8, 400);
  }

  /** Whether a stretch of at least this length is one piece, at least so many times. */
  private static boolean repeats(String text, int times, int length) {
    for (int piece = 1; piece * times <= text.length(); piece++) {
      int needed = Math.max(length, piece * times) - piece;
      int same = 0;
      for (int i = piece; i < text.length(); i++) {
        same = text.charAt(i) == text.charAt(i - piece) ? same + 1 : 0;
        if (same >= needed) {
          return true;
        }
      }
    }
    return false;
  }
}

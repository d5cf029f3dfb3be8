package ai.organized.flywheel.dataset;

import java.util.regex.Pattern;

/**
 * The words of a text; an identifier such as {@code AW-100/aB_c} or {@code items[0].price} is one.
 *
 * <p>Punctuation around a word does not count, except where it makes another word of it: the sign,
 * point, currency or percent of a number ({@code -1}, {@code .5}, {@code 20%}), a {@code !} that
 * negates, and comparisons ({@code ==}, {@code !=}) that stand alone.
 */
final class Words {
  private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern COMPARISON = Pattern.compile("!?[<>=≠≤≥]+");

  private Words() {}

  static String[] of(String text) {
    return BLANKS
        .splitAsStream(text)
        .map(Words::bare)
        .filter(word -> !word.isEmpty())
        .toArray(String[]::new);
  }

  /** From both ends and by hand: a pattern anchored at the end takes quadratic time. */
  private static String bare(String word) {
    if (COMPARISON.matcher(word).matches()) {
      return word;
    }
    int from = 0;
    int to = word.length();
    while (from < to && !isWordPart(word.codePointAt(from))) {
      from += Character.charCount(word.codePointAt(from));
    }
    while (from < to && !isWordPart(word.codePointBefore(to))) {
      to -= Character.charCount(word.codePointBefore(to));
    }
    if (from == to) {
      return "";
    }
    boolean number = Character.isDigit(word.codePointAt(from));
    while (from > 0 && belongsBefore(word.charAt(from - 1), number)) {
      from--;
    }
    if (to < word.length() && Character.isDigit(word.charAt(to - 1)) && isUnit(word.charAt(to))) {
      to++;
    }
    return word.substring(from, to);
  }

  private static boolean isWordPart(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER
        || c == '_';
  }

  private static boolean belongsBefore(char c, boolean number) {
    return number ? "+-−.".indexOf(c) >= 0 || isUnit(c) : c == '!';
  }

  private static boolean isUnit(char c) {
    return c == '%' || Character.getType(c) == Character.CURRENCY_SYMBOL;
  }
}

package ai.organized.flywheel.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What makes a fix another fix although its words are nearly the same: its identifiers and numbers,
 * and its negations. {@code AW-1} is not {@code AW-2}, and <em>must fire</em> is not <em>must not
 * fire</em>.
 *
 * @param said the identifiers, numbers and negations in their order: from one account to another is
 *     not back again
 */
record FixDetails(List<String> said) {
  private static final Set<String> NEGATIONS =
      Set.of(
          "not",
          "no",
          "never",
          "none",
          "nor",
          "without",
          "false",
          "off",
          "cannot",
          "neither",
          "nothing",
          "disable",
          "disabled",
          "exclude",
          "excluded",
          "except",
          "unless");

  static FixDetails of(String text) {
    List<String> said = new ArrayList<>();
    for (String word : Words.of(text)) {
      if (word.codePoints().anyMatch(c -> !isPlain(c)) || hasInnerCapital(word)) {
        said.add(word);
      } else if (isNegation(word)) {
        said.add("not");
      }
    }
    return new FixDetails(said);
  }

  /** What words of prose are made of; all else makes an identifier, a number or an operator. */
  private static boolean isPlain(int c) {
    boolean letterOrMark =
        Character.isUnicodeIdentifierPart(c) && !Character.isDigit(c) && c != '_';
    return letterOrMark || c == '-' || c == '\'' || c == '’';
  }

  private static boolean hasInnerCapital(String word) {
    return word.codePoints().skip(1).anyMatch(Character::isUpperCase);
  }

  private static boolean isNegation(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
    return NEGATIONS.contains(lower) || lower.endsWith("n't");
  }
}

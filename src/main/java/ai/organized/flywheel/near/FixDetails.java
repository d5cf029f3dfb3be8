package ai.organized.flywheel.near;

import java.util.ArrayList;
import java.util.List;

/**
 * What makes a fix another fix although its words are nearly the same: its identifiers and numbers,
 * its negations and its {@link Opposites}. {@code AW-1} is not {@code AW-2}, <em>must fire</em> is
 * not <em>must not fire</em>, and <em>before the consent</em> is not <em>after the consent</em>.
 *
 * @param said the identifiers and numbers as they stand, for the others their meaning, in their
 *     order: from one account to another is not back again
 */
public record FixDetails(List<String> said) {
  public static FixDetails of(String text) {
    List<String> said = new ArrayList<>();
    WordScan scan = new WordScan(text);
    while (scan.next()) {
      int hash = WordHash.folded(text, scan.from(), scan.to());
      String detail = detail(text, scan.from(), scan.to(), hash);
      if (detail != null) {
        said.add(detail);
      }
    }
    return new FixDetails(said);
  }

  /** Null when the word, of that folded hash, is an ordinary one. */
  static String detail(String text, int from, int to, int hash) {
    if (isIdentifier(text, from, to)) {
      return text.substring(from, to);
    }
    return Opposites.meaning(text, from, to, hash);
  }

  /** Also numbers and operators: whatever holds a character no word of prose holds there. */
  private static boolean isIdentifier(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      int c = text.charAt(i);
      if (c < 0x80) {
        boolean plain = (c >= 'a' && c <= 'z') || c == '-' || c == '\'';
        boolean firstCapital = i == from && c >= 'A' && c <= 'Z';
        if (!plain && !firstCapital) {
          return true;
        }
      } else {
        c = text.codePointAt(i);
        if (!isPlain(c) || (i > from && Character.isUpperCase(c))) {
          return true;
        }
        i += Character.charCount(c) - 1;
      }
    }
    return false;
  }

  private static boolean isPlain(int c) {
    return (Character.isUnicodeIdentifierPart(c) && !Character.isDigit(c)) || c == '’';
  }
}

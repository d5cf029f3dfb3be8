package ai.organized.flywheel.redact.personal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/**
 * Payment cards: a brand's first digits and length, and the check digit.
 *
 * <p>One in ten ids passes the check digit, and one in four of 16 digits begins like a card. So a
 * number in one piece is none behind a word that says id ({@code pixel}, {@code order}); in groups
 * as they are embossed it is one anywhere.
 */
final class FindCard {
  static final String KIND = "card";

  /** Visa; Mastercard; American Express; Discover; JCB; Diners Club; UnionPay. */
  private static final Pattern BRAND =
      Pattern.compile(
          "4[0-9]{15}|5[1-5][0-9]{14}"
              + "|(?:222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"
              + "|3[47][0-9]{13}|(?:6011|64[4-9][0-9]|65[0-9]{2})[0-9]{12}"
              + "|35(?:2[89]|[3-8][0-9])[0-9]{12}"
              + "|3(?:0[0-5]|09|[689][0-9])[0-9]{11}|62[0-9]{14,17}");

  /** Maestro, and Visa's old 13 and new 19 digits: too much begins so to be believed alone. */
  private static final Pattern BRAND_WHEN_SAID =
      Pattern.compile("(?:50|5[6-9]|6[0-9])[0-9]{10,17}|4[0-9]{12}(?:[0-9]{6})?");

  private static final int SHORTEST = 12;

  private static final List<int[]> EMBOSSED =
      List.of(
          new int[] {4, 4, 4, 4, 3},
          new int[] {4, 4, 4, 4},
          new int[] {4, 6, 5},
          new int[] {4, 6, 4},
          new int[] {6, 13},
          new int[] {4, 4, 5});

  private FindCard() {}

  static Optional<Found> at(String before, DigitGroups number, String text, KnownIds known) {
    if (number.digits().length() < SHORTEST || !Border.isBefore(before)) {
      return Optional.empty();
    }
    for (int[] lengths : EMBOSSED) {
      if (number.isGrouped(lengths)) {
        Optional<Found> found = card(before, number, lengths.length, text, known);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    boolean inOnePiece = number.digitsOfGroup(0) >= SHORTEST && Topic.at(before) != Topic.ID;
    return inOnePiece ? card(before, number, 1, text, known) : Optional.empty();
  }

  private static Optional<Found> card(
      String before, DigitGroups number, int groups, String text, KnownIds known) {
    String digits = number.digits(groups);
    boolean card =
        isBrand(digits, before)
            && LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(digits)
            && Border.isBehind(text, number.end(groups))
            && !known.contains(digits);
    return card ? Optional.of(new Found(KIND, 0, number.end(groups), digits)) : Optional.empty();
  }

  private static boolean isBrand(String digits, String before) {
    return BRAND.matcher(digits).matches()
        || (BRAND_WHEN_SAID.matcher(digits).matches() && Topic.at(before) == Topic.CARD);
  }
}

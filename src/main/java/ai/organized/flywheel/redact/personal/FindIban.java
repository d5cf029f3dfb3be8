package ai.organized.flywheel.redact.personal;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.validator.routines.IBANValidator;

/** Bank accounts: two letters of a country, two check digits and what that country writes then. */
final class FindIban {
  static final String KIND = "iban";

  private static final IBANValidator IBANS = IBANValidator.getInstance();
  private static final String GAPS = " -.\u00a0\u202f";

  private FindIban() {}

  /**
   * @param before what stands before the check digits; its last two characters may be the country
   */
  static Optional<Found> at(String before, String text, int digit) {
    int letters = before.length() - 2;
    if (letters < 0
        || !isLetter(before.charAt(letters))
        || !isLetter(before.charAt(letters + 1))
        || !isFree(before, letters)
        || digit + 1 >= text.length()
        || !DigitGroups.isDigit(text.charAt(digit + 1))) {
      return Optional.empty();
    }
    String country = before.substring(letters, letters + 2).toUpperCase(Locale.ROOT);
    return withValidator(country, text, digit);
  }

  private static Optional<Found> withValidator(String country, String text, int digit) {
    IBANValidator.Validator validator = IBANS.getValidator(country);
    if (validator == null) {
      return Optional.empty();
    }
    StringBuilder iban = new StringBuilder(country);
    int end = digit;
    while (end < text.length() && iban.length() < validator.getIbanLength()) {
      char c = text.charAt(end);
      boolean gap = GAPS.indexOf(c) >= 0 && GAPS.indexOf(text.charAt(end - 1)) < 0;
      if (!gap && !isLetter(c) && !DigitGroups.isDigit(c)) {
        return Optional.empty();
      }
      if (!gap) {
        iban.append(Character.toUpperCase(c));
      }
      end++;
    }
    boolean whole = end == text.length() || !Border.isInWord(text.charAt(end));
    String normal = iban.toString();
    return whole && IBANS.isValid(normal)
        ? Optional.of(new Found(KIND, 2, end, normal))
        : Optional.empty();
  }

  private static boolean isFree(String before, int letters) {
    return letters == 0
        || !(Border.isInWord(before.charAt(letters - 1)) || before.charAt(letters - 1) == '_');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}

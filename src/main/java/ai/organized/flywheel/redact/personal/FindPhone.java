package ai.organized.flywheel.redact.personal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Optional;

/**
 * Telephone numbers.
 *
 * <p>A number with a plus and a possible length goes anywhere; one with 00 when it is valid in its
 * country. A national one goes when it is valid in one of {@link #REGIONS} and a word before it
 * says telephone, or when it is written as only North American numbers are: {@code (415) 555-0143},
 * {@code 415.555.0143}. With dashes and no word, {@code 415-555-0143} is as likely Google's
 * customer id, and stays.
 */
final class FindPhone {
  static final String KIND = "phone";

  /** Whose national numbers are known; in the order in which a number that fits more is read. */
  static final List<String> REGIONS =
      List.of(
          "US", "GB", "DE", "FR", "ES", "IT", "NL", "AU", "IN", "BR", "MX", "AT", "CH", "BE", "IE",
          "SE", "NO", "DK", "FI", "PL", "PT", "CZ", "GR", "RO", "HU", "ZA", "NZ", "IL", "AE", "TR",
          "SG", "JP", "KR", "UA", "RU");

  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
  private static final int SHORTEST = 7;
  private static final int SHORTEST_WITH_PLUS = 9;
  private static final int LONGEST = 17;

  /** Digits of a coordinate. */
  private static final int LONGEST_DECIMAL = 9;

  private FindPhone() {}

  static Optional<Found> at(String before, DigitGroups number, String text, KnownIds known) {
    if (number.digits().length() < SHORTEST) {
      return Optional.empty();
    }
    Lead lead = Lead.of(before, number, text);
    String outside = before.substring(0, before.length() - lead.length());
    Topic topic = Topic.at(outside);
    if (!isFree(outside, lead, topic)) {
      return Optional.empty();
    }
    for (int groups = number.groups(); groups > 0; groups--) {
      int digits = number.digitsUpTo(groups);
      if (digits >= SHORTEST && digits <= LONGEST && isFree(text, number.end(groups), lead)) {
        Optional<PhoneNumber> phone = read(number, groups, lead, topic);
        if (phone.isPresent() && !known.contains(number.digits(groups))) {
          String normal = PHONES.format(phone.get(), PhoneNumberFormat.E164);
          return Optional.of(new Found(KIND, lead.length(), number.end(groups), normal));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<PhoneNumber> read(
      DigitGroups number, int groups, Lead lead, Topic topic) {
    String written = number.written(groups);
    if (lead.plus()) {
      return isDecimal(number, groups)
          ? Optional.empty()
          : international("+" + written, topic == Topic.PHONE);
    }
    boolean zeros = written.startsWith("00") && topic != Topic.ID;
    if (zeros) {
      return international("+" + written.substring(2), true).filter(PHONES::isValidNumber);
    }
    if (topic == Topic.PHONE) {
      return national(written);
    }
    return isNorthAmerican(number, groups, lead, topic)
        ? national("US", written)
        : Optional.empty();
  }

  /** +52.520008 and +12.5 */
  private static boolean isDecimal(DigitGroups number, int groups) {
    return groups == 2
        && number.gap(0).equals(".")
        && number.digitsOfGroup(0) <= 3
        && number.digits(2).length() <= LONGEST_DECIMAL;
  }

  private static Optional<PhoneNumber> international(String written, boolean said) {
    return parse(written, null)
        .filter(
            phone ->
                PHONES.isValidNumber(phone)
                    || (PHONES.isPossibleNumber(phone)
                        && (said || digits(written) >= SHORTEST_WITH_PLUS)));
  }

  private static long digits(String written) {
    return written.chars().filter(c -> DigitGroups.isDigit((char) c)).count();
  }

  private static Optional<PhoneNumber> national(String written) {
    for (String region : REGIONS) {
      Optional<PhoneNumber> phone = national(region, written);
      if (phone.isPresent()) {
        return phone;
      }
    }
    return Optional.empty();
  }

  private static Optional<PhoneNumber> national(String region, String written) {
    return parse(written, region).filter(phone -> PHONES.isValidNumberForRegion(phone, region));
  }

  private static Optional<PhoneNumber> parse(String written, String region) {
    try {
      return Optional.of(PHONES.parse(written, region));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** (415) 555-0143, 415.555.0143, 1 (415) 555 0143. */
  private static boolean isNorthAmerican(DigitGroups number, int groups, Lead lead, Topic topic) {
    int area = groups == 4 && number.digits(1).equals("1") ? 1 : 0;
    if (topic == Topic.ID
        || groups - area != 3
        || number.digitsOfGroup(area) != 3
        || number.digitsOfGroup(area + 1) != 3
        || number.digitsOfGroup(area + 2) != 4) {
      return false;
    }
    boolean bracket = number.gap(area).startsWith(")") && (area == 1 || lead.bracket());
    boolean dots = number.gap(area).equals(".") && number.gap(area + 1).equals(".");
    return bracket || dots;
  }

  private static boolean isFree(String text, int end, Lead lead) {
    if (!lead.plus()) {
      return Border.isBehind(text, end);
    }
    boolean extension = text.startsWith("x", end);
    return end == text.length()
        || extension
        || !(Border.isInWord(text.charAt(end)) || text.charAt(end) == '_');
  }

  /** A plus inside a word is that of base64 or of a sum. */
  private static boolean isFree(String outside, Lead lead, Topic topic) {
    if (lead.plus()) {
      return outside.isEmpty() || !Border.isInWord(outside.charAt(outside.length() - 1));
    }
    return Border.isBefore(outside)
        || outside.endsWith("wa.me/")
        || (topic == Topic.PHONE && outside.endsWith("#"));
  }

  /** What stands before the first digit and belongs to the number: a plus, an opened bracket. */
  private record Lead(int length, boolean plus, boolean bracket) {
    static Lead of(String before, DigitGroups number, String text) {
      int at = before.length();
      boolean inner = at > 0 && before.charAt(at - 1) == '(' && closes(number, text);
      at -= inner ? 1 : 0;
      boolean plus = at > 0 && (before.charAt(at - 1) == '+' || before.charAt(at - 1) == '＋');
      at -= plus ? 1 : 0;
      boolean outer =
          plus && !inner && at > 0 && before.charAt(at - 1) == '(' && closes(number, text);
      at -= outer ? 1 : 0;
      return new Lead(before.length() - at, plus, inner);
    }

    /** Whether the bracket is closed within the number. */
    private static boolean closes(DigitGroups number, String text) {
      return text.startsWith(")", number.end(1));
    }
  }
}

package ai.organized.flywheel.redact.personal;

import ai.organized.flywheel.fixtures.RandomCharacters;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.validator.routines.checkdigit.CheckDigitException;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/**
 * Made-up personal data in the ways people write it: reserved addresses and numbers, made when a
 * test runs.
 */
@SuppressWarnings("ImmutableEnumChecker") // the makers hold nothing
enum PersonalValues {
  EMAIL("email", PersonalValues::email),
  PHONE("phone", PersonalValues::phone),
  PHONE_AT_HOME("phone", PersonalValues::nationalPhone),
  CARD("card", PersonalValues::card),
  IBAN("iban", PersonalValues::iban),
  IP("ip", PersonalValues::ip);

  /**
   * @param spellings of one value; each begins with the words that it needs to be recognised
   * @param core of each spelling, what must not be found afterwards
   */
  record Value(PersonalValues kind, List<String> spellings, List<String> core) {
    static Value of(PersonalValues kind, String... spellings) {
      return new Value(kind, List.of(spellings), List.of(spellings));
    }
  }

  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

  private final String label;
  private final Function<RandomCharacters, Value> maker;

  PersonalValues(String label, Function<RandomCharacters, Value> maker) {
    this.label = label;
    this.maker = maker;
  }

  String label() {
    return label;
  }

  Value made(RandomCharacters random) {
    return maker.apply(random);
  }

  private static Value email(RandomCharacters r) {
    String name =
        r.oneOf(List.of("jane", "jane.doe", "j_d-2", "o'brien", "info", "jürgen.q", "j"))
            + r.oneOf(List.of("", "+shop", "." + r.digits(3), r.digits(2)));
    String domain =
        r.oneOf(List.of("example.com", "mail.example.org", "shop.example", "exämple.example"));
    String address = name + "@" + domain;
    return Value.of(
        EMAIL,
        address,
        address.toUpperCase(Locale.ROOT),
        Character.toUpperCase(name.charAt(0)) + name.substring(1) + "@" + domain,
        name.replace("+", "%2B") + "%40" + domain);
  }

  /** An example number of a country, other last digits where they may be. */
  private static PhoneNumber number(RandomCharacters r, String region) {
    if (region.equals("US")) {
      String area = r.oneOf(List.of("202", "303", "415", "512", "617", "704"));
      return parse("+1" + area + "55501" + r.digits(2));
    }
    PhoneNumberType type = r.oneOf(List.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE));
    PhoneNumber example = PHONES.getExampleNumberForType(region, type);
    String digits = PHONES.format(example, PhoneNumberFormat.E164);
    PhoneNumber other = parse(digits.substring(0, digits.length() - 2) + r.digits(2));
    return PHONES.isValidNumberForRegion(other, region) ? other : example;
  }

  private static PhoneNumber parse(String e164) {
    try {
      return PHONES.parse(e164, null);
    } catch (com.google.i18n.phonenumbers.NumberParseException e) {
      throw new AssertionError(e164, e);
    }
  }

  private static final List<String> COUNTRIES =
      List.copyOf(PHONES.getSupportedRegions()).stream()
          .filter(region -> PHONES.getExampleNumberForType(region, PhoneNumberType.MOBILE) != null)
          .filter(
              region -> PHONES.getExampleNumberForType(region, PhoneNumberType.FIXED_LINE) != null)
          .sorted()
          .toList();

  private static Value phone(RandomCharacters r) {
    PhoneNumber number = number(r, r.upTo(4) == 0 ? "US" : r.oneOf(COUNTRIES));
    String international = PHONES.format(number, PhoneNumberFormat.INTERNATIONAL);
    String e164 = PHONES.format(number, PhoneNumberFormat.E164);
    return Value.of(
        PHONE,
        international,
        e164,
        international.replace(' ', '-'),
        international.replace(' ', '.'),
        international.replace(' ', '\u00a0'),
        "(" + international + ")",
        PHONES.format(number, PhoneNumberFormat.RFC3966),
        "00" + international.substring(1));
  }

  private static Value nationalPhone(RandomCharacters r) {
    String region = r.oneOf(FindPhone.REGIONS);
    PhoneNumber number = number(r, region);
    String national = PHONES.format(number, PhoneNumberFormat.NATIONAL);
    String word =
        r.oneOf(
            List.of(
                "phone ",
                "Tel. ",
                "tel: ",
                "call me at ",
                "mobile: ",
                "WhatsApp ",
                "cell #",
                "Handy ",
                "Telefonnummer: ",
                "Téléphone : ",
                "teléfono ",
                "phone number is ",
                "\"phone\": \"",
                "customer_phone=",
                "Fax: ",
                "userPhone: "));
    List<String> core =
        List.of(national, national.replace(' ', '-'), national.replaceAll("[^0-9]", ""));
    return new Value(PHONE_AT_HOME, core.stream().map(word::concat).toList(), core);
  }

  private static Value card(RandomCharacters r) {
    String prefix =
        r.oneOf(List.of("4", "51", "55", "2221", "2720", "34", "37", "6011", "65", "3530", "36"));
    int length = prefix.startsWith("3") && prefix.length() == 2 ? 15 : 16;
    length = prefix.equals("36") ? 14 : length;
    String body = prefix + r.digits(length - 1 - prefix.length());
    try {
      String card = body + LuhnCheckDigit.LUHN_CHECK_DIGIT.calculate(body);
      return Value.of(CARD, card, grouped(card, " "), grouped(card, "-"), grouped(card, "\u00a0"));
    } catch (CheckDigitException e) {
      throw new AssertionError(e);
    }
  }

  private static String grouped(String card, String gap) {
    int[] cuts = card.length() == 16 ? new int[] {4, 8, 12, 16} : new int[] {4, 10, card.length()};
    StringBuilder grouped = new StringBuilder();
    int from = 0;
    for (int to : cuts) {
      grouped.append(from == 0 ? "" : gap).append(card, from, to);
      from = to;
    }
    return grouped.toString();
  }

  /** Country, and its account number: letters for A, digits for 0, either for X. */
  private static final List<String> ACCOUNTS =
      List.of(
          "DE 000000000000000000",
          "GB AAAA00000000000000",
          "FR 0000000000XXXXXXXXXXX00",
          "ES 00000000000000000000",
          "IT A0000000000XXXXXXXXXXXX",
          "NL AAAA0000000000",
          "BE 000000000000",
          "AT 0000000000000000",
          "CH 00000XXXXXXXXXXXX",
          "PL 000000000000000000000000",
          "PT 000000000000000000000",
          "SE 00000000000000000000",
          "DK 00000000000000",
          "NO 00000000000",
          "FI 00000000000000",
          "IE AAAA00000000000000",
          "CZ 00000000000000000000",
          "LU 000XXXXXXXXXXXXX",
          "HU 000000000000000000000000",
          "GR 0000000XXXXXXXXXXXXXXXX",
          "RO AAAAXXXXXXXXXXXXXXXX",
          "TR 000000XXXXXXXXXXXXXXXX");

  private static Value iban(RandomCharacters r) {
    String shape = r.oneOf(ACCOUNTS);
    String country = shape.substring(0, 2);
    StringBuilder account = new StringBuilder();
    for (char c : shape.substring(3).toCharArray()) {
      account.append(
          switch (c) {
            case 'A' -> r.of("ABCDEFGHJKLMNPRSTUVWXYZ", 1);
            case 'X' -> r.capitals(1);
            default -> r.digits(1);
          });
    }
    if (country.equals("TR")) {
      account.setCharAt(5, '0'); // reserved digit
    }
    String digits =
        (account + country + "00")
            .chars()
            .mapToObj(c -> Integer.toString(Character.digit(c, 36)))
            .collect(Collectors.joining());
    int check = 98 - new BigInteger(digits).mod(BigInteger.valueOf(97)).intValue();
    String iban = country + String.format(Locale.ROOT, "%02d", check) + account;
    return Value.of(
        IBAN,
        iban,
        iban.replaceAll("(.{4})(?=.)", "$1 "),
        iban.replaceAll("(.{4})(?=.)", "$1-"),
        iban.toLowerCase(Locale.ROOT),
        iban.replaceAll("(.{4})(?=.)", "$1\u00a0"));
  }

  private static Value ip(RandomCharacters r) {
    if (r.upTo(3) > 0) {
      String net = r.oneOf(List.of("192.0.2.", "198.51.100.", "203.0.113."));
      return Value.of(IP, net + r.upTo(256));
    }
    String address =
        "2001:db8:" + r.hex(3) + ":0:0:" + r.oneOf(List.of("0", "1f")) + ":" + r.hex(4) + ":1";
    try {
      String full =
          InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(address))
              .getHostAddress();
      return Value.of(
          IP, address, full, address.toUpperCase(Locale.ROOT), address.replaceFirst(":0:0:", "::"));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}

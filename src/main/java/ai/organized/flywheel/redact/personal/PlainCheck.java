package ai.organized.flywheel.redact.personal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.netty.util.NetUtil;
import java.util.Set;
import java.util.regex.Pattern;

/** The checks of {@link PlainPattern}: digits that add up, ranges, and words that say id. */
final class PlainCheck {
  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

  private static final int REACH = 64;
  private static final int FEWEST_DIGITS_OF_A_PHONE = 9;
  private static final int SMALL = 30;

  private static final Set<String> FILE_ENDINGS =
      Set.of(
          "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "css", "scss", "less", "js",
          "mjs", "cjs", "jsx", "ts", "tsx", "json", "map", "min", "html", "htm", "xml", "txt",
          "pdf", "mp4", "woff", "ttf");

  private static final Pattern CARD =
      Pattern.compile(
          "4[0-9]{15}|5[1-5][0-9]{14}|3[47][0-9]{13}|6(?:011|4[4-9][0-9]|5[0-9]{2})[0-9]{12}"
              + "|35[3-8][0-9]{13}|3(?:0[0-5]|6[0-9]|8[0-9])[0-9]{11}");

  /** Words that say of a number in one piece that it is an id; anywhere shortly before it. */
  private static final Pattern ID =
      Pattern.compile(
          "(?i)(?:ids?|pixel|dataset|account|acct|konto|act|container|workspace|customer|kunden?"
              + "|campaign|kampagne|ads?|set|group|asset|creative|audience|tag|trigger|variable"
              + "|folder|client|conversion|action|label|order|bestellung|commande|pedido|nummer"
              + "|transaction|invoice|rechnung|sku|gtin|ean|upc|isbn|item|product|variant|event"
              + "|fingerprint|click|fb[cp]|ga|session|hash|timestamp|time|epoch|ts|ms|millis"
              + "|seconds|property|properties|measurement|stream|gtm|stape|meta|facebook|google"
              + "|analytics|init|list|feed|merchant|job|ref|reference|ticket|case|revision|commit"
              + "|port|amount|total|revenue|value|price|budget|spend|cost|impressions|sum|count"
              + "|rows|records|offset|cid|mcc|login|manager|serial|tracking|shipment|parcel|imp"
              + "|exp|run|snapshot|export|import|cursor|page|lat|lng|lon|latitude|longitude"
              + "|coordinates|isrc|zip|plz|postcode)s?(?![a-z])");

  private static final Pattern VERSION =
      Pattern.compile(
          "(?i)(?:versions?|ver|release[sd]?|builds?|sdk|(?:up|down)grad(?:e|ed|ing)"
              + "|updat(?:e|ed|ing)|bump(?:ed)?|plugin|library|lib|template|firmware|chrome"
              + "|firefox|safari|edge|browser|android|ios|java|node|npm|camel|gtag|script|jar)"
              + "(?![a-z])");

  private static final Pattern LEADING_ZERO = Pattern.compile("(?:^|\\.)0[0-9]");
  private static final Pattern DECIMAL = Pattern.compile("\\+[0-9]{1,3}\\.[0-9]+");

  private PlainCheck() {}

  static String before(String text, int start) {
    return text.substring(Math.max(0, start - REACH), start);
  }

  static boolean isFileEnding(String lowerCase) {
    return FILE_ENDINGS.contains(lowerCase);
  }

  static boolean isId(String before) {
    return ID.matcher(before).find();
  }

  static boolean isVersion(String before) {
    return VERSION.matcher(before).find();
  }

  static boolean isCard(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = digit < 5 ? 2 * digit : 2 * digit - 9;
      sum += i % 2 == 0 ? digit : doubled;
    }
    return sum % 10 == 0 && CARD.matcher(digits).matches();
  }

  /** Whether it, or its beginning up to some gap, may be dialled. */
  static boolean isPhone(String written) {
    if (DECIMAL.matcher(written).matches()) {
      return false;
    }
    int digits = 0;
    for (int end = 1; end <= written.length(); end++) {
      boolean digit = isDigit(written.charAt(end - 1));
      digits += digit ? 1 : 0;
      boolean endOfGroup = digit && (end == written.length() || !isDigit(written.charAt(end)));
      if (endOfGroup
          && digits >= FEWEST_DIGITS_OF_A_PHONE
          && isPossible(written.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPossible(String written) {
    try {
      return !DECIMAL.matcher(written).matches()
          && PHONES.isPossibleNumber(PHONES.parse(written, null));
    } catch (NumberParseException e) {
      return false;
    }
  }

  static boolean isPublicIpV4(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null || LEADING_ZERO.matcher(address).find()) {
      return false;
    }
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean own =
        first == 0
            || first == 10
            || first == 127
            || (first == 100 && second >> 6 == 1)
            || (first == 169 && second == 254)
            || (first == 172 && second >> 4 == 1)
            || (first == 192 && second == 168)
            || first >> 5 == 7;
    return !own && !isLikeAVersion(bytes);
  }

  private static boolean isLikeAVersion(byte[] bytes) {
    int small = 0;
    for (int i = 1; i < bytes.length; i++) {
      small += (bytes[i] & 0xff) <= SMALL ? 1 : 0;
    }
    return (bytes[0] & 0xff) <= SMALL && small >= 2;
  }

  /** A colon behind an address is the text's. */
  static boolean isIpV6(String address) {
    boolean colon = address.endsWith(":") && !address.endsWith("::");
    return NetUtil.isValidIpV6Address(colon ? address.substring(0, address.length() - 1) : address);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

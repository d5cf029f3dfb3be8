package ai.organized.flywheel.redact.personal;

import io.netty.util.NetUtil;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Addresses of machines that a person may sit at: IPv4 and IPv6, public ones only. Those of
 * loopback, private networks, links and groups belong to nobody and stay; the ranges for
 * documentation count as public, because nobody is harmed by it.
 *
 * <p>Four numbers are a version behind a word that says so, in a file's or package's name ({@code
 * sdk-4.18.0.1}, {@code Chrome/114.0.0.0}), and when three of them are small.
 */
final class FindAddress {
  static final String KIND = "ip";

  private static final int LONGEST_V6 = 39;
  private static final int SMALL = 30;

  private FindAddress() {}

  static Optional<Found> at(String before, String text, int start) {
    if (!isBorder(before)) {
      return Optional.empty();
    }
    Optional<Found> v6 = v6(text, start);
    return v6.isPresent() ? v6 : v4(before, text, start);
  }

  private static boolean isBorder(String before) {
    int length = before.length();
    if (length == 0) {
      return true;
    }
    char last = before.charAt(length - 1);
    char first = length > 1 ? before.charAt(length - 2) : ' ';
    return switch (last) {
      case '_', '#', '$', '%' -> false;
      case '-', '.', '/' -> !Border.isInWord(first);
      case ':' -> !DigitGroups.isDigit(first); // the middle of a time or of another address
      default -> !Border.isInWord(last);
    };
  }

  /** Global addresses begin with 2 or 3, and four digits of theirs are never shortened. */
  private static Optional<Found> v6(String text, int start) {
    char first = text.charAt(start);
    if ((first != '2' && first != '3') || !text.startsWith(":", start + 4)) {
      return Optional.empty();
    }
    int end = start;
    while (end < text.length() && end - start <= LONGEST_V6 && isInV6(text.charAt(end))) {
      end++;
    }
    while (end > start && text.charAt(end - 1) == ':' && !text.startsWith("::", end - 2)) {
      end--;
    }
    boolean whole = end == text.length() || !Border.isInWord(text.charAt(end));
    String address = text.substring(start, end);
    return whole && NetUtil.isValidIpV6Address(address) ? found(address, end) : Optional.empty();
  }

  private static boolean isInV6(char c) {
    return c == ':' || Character.digit(c, 16) >= 0;
  }

  private static Optional<Found> v4(String before, String text, int start) {
    int[] octets = new int[4];
    int at = start;
    for (int i = 0; i < octets.length; i++) {
      int end = DigitGroups.endOfDigits(text, at);
      boolean leadingZero = end - at > 1 && text.charAt(at) == '0';
      boolean last = i == octets.length - 1;
      if (end == at || end - at > 3 || leadingZero || (!last && !text.startsWith(".", end))) {
        return Optional.empty();
      }
      octets[i] = Integer.parseInt(text, at, end, 10);
      at = last ? end : end + 1;
    }
    return isPublic(octets) && isEnd(text, at) && !isVersion(octets, before)
        ? found(text.substring(start, at), at)
        : Optional.empty();
  }

  private static boolean isEnd(String text, int end) {
    if (end == text.length()) {
      return true;
    }
    boolean more = end + 1 < text.length();
    return switch (text.charAt(end)) {
      case '_' -> false;
      case '.' -> !(more && DigitGroups.isDigit(text.charAt(end + 1)));
      case '-' -> !(more && Character.isLetter(text.charAt(end + 1)));
      default -> !Border.isInWord(text.charAt(end));
    };
  }

  static boolean isPublic(int[] octets) {
    int first = octets[0];
    int second = octets[1];
    boolean own =
        first == 0
            || first == 10
            || first == 127
            || (first == 100 && second >= 64 && second < 128)
            || (first == 169 && second == 254)
            || (first == 172 && second >= 16 && second < 32)
            || (first == 192 && second == 168)
            || first >= 224;
    return !own && first < 256 && second < 256 && octets[2] < 256 && octets[3] < 256;
  }

  private static boolean isVersion(int[] octets, String before) {
    int small = 0;
    for (int i = 1; i < octets.length; i++) {
      small += octets[i] <= SMALL ? 1 : 0;
    }
    return (octets[0] <= SMALL && small >= 2) || Topic.at(before) == Topic.VERSION;
  }

  private static Optional<Found> found(String address, int end) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    return Optional.of(new Found(KIND, 0, end, HexFormat.of().formatHex(bytes)));
  }
}

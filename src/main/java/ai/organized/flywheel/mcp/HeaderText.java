package ai.organized.flywheel.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** A text in the form in which the modern era lets it travel in a header. */
final class HeaderText {
  /** Visible ASCII, with blanks inside only; a tab may, but some servers make a blank of it. */
  private static final Pattern PLAIN = Pattern.compile("([!-~]([ -~]*[!-~])?)?");

  private HeaderText() {}

  /** As it is, or {@code =?base64?…?=} when a header cannot carry it so. */
  static String of(String text) {
    boolean looksEncoded = text.startsWith("=?base64?") && text.endsWith("?=");
    if (PLAIN.matcher(text).matches() && !looksEncoded) {
      return text;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return "=?base64?" + Base64.getEncoder().encodeToString(utf8) + "?=";
  }
}

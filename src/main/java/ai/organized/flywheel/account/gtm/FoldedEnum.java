package ai.organized.flywheel.account.gtm;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tag Manager writes {@code CUSTOM_EVENT} in exports and {@code customEvent} in its API. */
final class FoldedEnum {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private FoldedEnum() {}

  /** The spelling of exports. */
  static String fold(String value) {
    return HUMP.matcher(value)
        .replaceAll("_")
        .toUpperCase(Locale.ROOT)
        .replace("YOU_TUBE", "YOUTUBE");
  }
}

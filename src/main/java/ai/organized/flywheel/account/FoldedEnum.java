package ai.organized.flywheel.account;

import java.util.Locale;

/** Tag Manager writes {@code CUSTOM_EVENT} in exports and {@code customEvent} in its API. */
final class FoldedEnum {
  private FoldedEnum() {}

  /** The spelling of exports. */
  static String fold(String value) {
    return value
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
        .toUpperCase(Locale.ROOT)
        .replace("YOU_TUBE", "YOUTUBE");
  }
}

package ai.organized.flywheel.validate;

import java.util.regex.Pattern;

/** A key as a finding may show it: one that is no plain word could be anything, also a secret. */
final class KeyName {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z_-]{0,30}");

  private KeyName() {}

  static String of(String key) {
    if (key.isEmpty()) {
      return "with no name";
    }
    return PLAIN.matcher(key).matches() ? "\"" + key + "\"" : "that is no plain word";
  }
}

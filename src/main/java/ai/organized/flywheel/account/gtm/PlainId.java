package ai.organized.flywheel.account.gtm;

import java.util.regex.Pattern;

/** A value that names an account, a container or a currency and is no secret. */
final class PlainId {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:AW|DC)-[0-9]{4,15}"
              + "|(?:G|GT|GTM)-[A-Z0-9]{4,15}"
              + "|UA-[0-9]{4,12}-[0-9]{1,4}"
              + "|act_[0-9]{5,20}"
              + "|[0-9]{9,20}"
              + "|[A-Z]{3}");

  private PlainId() {}

  static boolean is(String value) {
    return SHAPE.matcher(value).matches();
  }
}

package ai.organized.flywheel.account.gtm;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Meta's pixel as code of a page: {@code fbq('init', …)}, {@code fbq('track', …)}, an image. */
final class PixelCode {
  private static final Pattern CALL =
      Pattern.compile(
          "fbq\\s{0,9}\\(\\s{0,9}['\"](init|track|trackCustom|trackSingle|trackSingleCustom)['\"]"
              + "\\s{0,9},\\s{0,9}(?:['\"]([^'\"\\n]{0,200})['\"]|(\\{\\{[^{}\\n]{1,200}}}|[0-9]{5,20}))"
              + "(?:\\s{0,9},\\s{0,9}['\"]([^'\"\\n]{0,200})['\"])?");

  private static final Pattern IMAGE =
      Pattern.compile("facebook\\.com/tr/?\\?((?:\\{\\{[^{}\\n]{1,200}}}|[^\"'\\s>]){1,500}+)");

  private static final Pattern IMAGE_ID = Pattern.compile("(?:^|[&;?])id=(\\{\\{[^{}]+}}|[0-9]+)");
  private static final Pattern IMAGE_EVENT = Pattern.compile("(?:^|[&;?])ev=([^&]+)");

  private final Constants constants;
  private final Set<String> pixels = new TreeSet<>();
  private final Set<String> events = new TreeSet<>();
  private boolean found;
  private boolean setsUp;

  PixelCode(String code, Constants constants) {
    this.constants = constants;
    if (code.contains("fbq")) {
      calls(CALL.matcher(code));
    }
    if (code.contains("facebook.com/tr")) {
      images(IMAGE.matcher(code));
    }
  }

  private void calls(Matcher call) {
    while (call.find()) {
      found = true;
      String first = Optional.ofNullable(call.group(2)).orElse(call.group(3));
      switch (call.group(1)) {
        case "init" -> pixel(first);
        case "track", "trackCustom" -> event(first);
        default -> {
          pixel(first);
          event(Optional.ofNullable(call.group(4)).orElse(""));
        }
      }
    }
  }

  private void images(Matcher image) {
    while (image.find()) {
      found = true;
      String query = image.group(1).replace("&amp;", "&");
      Matcher id = IMAGE_ID.matcher(query);
      Matcher event = IMAGE_EVENT.matcher(query);
      pixel(id.find() ? id.group(1) : "");
      event(event.find() ? event.group(1) : "");
    }
  }

  private void pixel(String id) {
    setsUp = true;
    constants.resolve(id).filter(MetaTemplate::isPixel).ifPresent(pixels::add);
  }

  private void event(String name) {
    constants.resolve(name).ifPresent(events::add);
  }

  /** Whether there is any. */
  boolean found() {
    return found;
  }

  /** Whether it names a pixel, be it one that only run time knows. */
  boolean setsUp() {
    return setsUp;
  }

  /** Digits; those that only run time knows are not among them. */
  Set<String> pixels() {
    return pixels;
  }

  Set<String> events() {
    return events;
  }
}

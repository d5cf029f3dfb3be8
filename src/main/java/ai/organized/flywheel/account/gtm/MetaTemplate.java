package ai.organized.flywheel.account.gtm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A tag of a custom template, seen as one that sends to Meta. The keys are those of the templates
 * of Stape, of Meta and of their predecessors.
 */
final class MetaTemplate {
  private static final Pattern PIXEL = Pattern.compile("[0-9]{5,20}");
  private static final Pattern META = Pattern.compile("facebook|instagram|\\bmeta\\b|\\bfb\\b");
  private static final Pattern CONVERSIONS_API = Pattern.compile("conversions? ?api|\\bcapi\\b");

  /** Others who call their interface so as well. */
  private static final Pattern OTHERS =
      Pattern.compile("linkedin|tiktok|snap|pinterest|reddit|twitter|microsoft|bing|google|quora");

  private static final List<String> PIXEL_KEYS =
      List.of("pixelId", "pixelIds", "pixel_id", "pixelID", "fbPixelId", "datasetId");

  private static final List<String> TOKEN_KEYS =
      List.of("accessToken", "apiAccessToken", "access_token");

  private static final List<String> EVENT_KEYS =
      List.of(
          "eventNameStandard",
          "standardEventName",
          "eventNameCustom",
          "customEventName",
          "variableEventName");

  private final JsonNode tag;
  private final Constants constants;
  private final Optional<String> pixel;
  private final Optional<String> token;

  MetaTemplate(JsonNode tag, Constants constants) {
    this.tag = tag;
    this.constants = constants;
    this.pixel = first(PIXEL_KEYS);
    this.token = first(TOKEN_KEYS);
  }

  /**
   * @param template its name; without it the tag's own name has to say so
   */
  boolean sendsToMeta(Optional<String> template) {
    String name = template.orElse(Entity.name(tag)).toLowerCase(Locale.ROOT);
    boolean capi = CONVERSIONS_API.matcher(name).find() && !OTHERS.matcher(name).find();
    return (pixel.isPresent() || token.isPresent()) && (capi || META.matcher(name).find());
  }

  static boolean isPixel(String id) {
    return PIXEL.matcher(id).matches();
  }

  /** None when only run time knows. */
  Set<String> pixels() {
    Set<String> pixels = new TreeSet<>();
    for (String id : pixel.flatMap(constants::resolve).orElse("").split(",", -1)) {
      if (isPixel(id.strip())) {
        pixels.add(id.strip());
      }
    }
    return pixels;
  }

  boolean hasTokenField() {
    return token.isPresent();
  }

  /** A token that only run time knows counts as one; a constant that is empty does not. */
  boolean isTokenSet() {
    return token
        .map(value -> !constants.knows(value) || constants.resolve(value).isPresent())
        .orElse(false);
  }

  /** None when the tag passes on the name of what comes in. */
  Optional<String> event() {
    if (ParameterList.value(tag, "inheritEventName").orElse("").equals("inherit")) {
      return Optional.empty();
    }
    String name = ParameterList.value(tag, "eventName").orElse("");
    return switch (name) {
      case "", "standard", "custom", "variable" ->
          EVENT_KEYS.stream()
              .filter(key -> key.toLowerCase(Locale.ROOT).contains(name))
              .flatMap(key -> constants.parameter(tag, key).stream())
              .findFirst();
      default -> constants.resolve(name);
    };
  }

  private Optional<String> first(List<String> keys) {
    return keys.stream().flatMap(key -> ParameterList.value(tag, key).stream()).findFirst();
  }
}

package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.account.gtm.GtmContainer.AdsTag;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags that send to Google Ads, and the ids under which Google knows the container's data. */
final class ReadAdsTags {
  private static final Set<String> ADS =
      Set.of("awct", "awud", "sp", "gclidw", "sgtmadsct", "sgtmadsremarket");

  private static final Pattern CONVERSION_ID = Pattern.compile("(?:AW-)?([0-9]{4,20})");
  private static final Pattern MEASUREMENT_ID = Pattern.compile("(?:G|GT|AW|DC|MC)-[A-Z0-9]{4,20}");

  private static final List<String> MEASUREMENT_KEYS =
      List.of("tagId", "measurementId", "measurementIdOverride");

  /** Parameters that hold user-provided data. */
  private static final List<String> USER_DATA =
      List.of("cssProvidedEnhancedConversionValue", "userDataVariable");

  /** Parameters that switch it on; the last one is that of server containers. */
  private static final List<String> ENHANCED =
      List.of("enableEnhancedConversion", "enableEnhancedConversions", "enableEnhancedMatch");

  private final JsonNode version;
  private final Constants constants;

  ReadAdsTags(JsonNode version, Constants constants) {
    this.version = version;
    this.constants = constants;
  }

  List<AdsTag> read(LiveTags live) {
    List<AdsTag> found = new ArrayList<>();
    for (JsonNode tag : version.path("tag")) {
      String type = Entity.type(tag);
      Optional<String> id = conversionId(type, tag);
      if (ADS.contains(type) || (type.equals("googtag") && id.isPresent())) {
        found.add(
            new AdsTag(
                Entity.name(tag),
                type,
                id,
                constants.parameter(tag, "conversionLabel"),
                live.contains(Entity.name(tag)),
                enhanced(type, tag)));
      }
    }
    return found;
  }

  /** A Google tag is one of Ads when its id says so. */
  private Optional<String> conversionId(String type, JsonNode tag) {
    boolean google = type.equals("googtag");
    return constants
        .parameter(tag, google ? "tagId" : "conversionId")
        .filter(id -> !google || id.startsWith("AW-"))
        .map(CONVERSION_ID::matcher)
        .filter(Matcher::matches)
        .map(id -> id.group(1));
  }

  private static boolean enhanced(String type, JsonNode tag) {
    return type.equals("awud")
        || ENHANCED.stream().anyMatch(key -> ParameterList.isTrue(tag, key))
        || USER_DATA.stream().anyMatch(key -> ParameterList.value(tag, key).isPresent());
  }

  /** {@code G-…}, {@code GT-…} and {@code AW-…}, of all tags that name one. */
  Set<String> measurementIds() {
    Set<String> ids = new TreeSet<>();
    for (JsonNode tag : version.path("tag")) {
      for (String key : MEASUREMENT_KEYS) {
        constants
            .parameter(tag, key)
            .filter(id -> MEASUREMENT_ID.matcher(id).matches())
            .ifPresent(ids::add);
      }
    }
    return ids;
  }
}

package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.account.gtm.GtmContainer.Counts;
import ai.organized.flywheel.account.gtm.GtmContainer.Side;
import ai.organized.flywheel.account.gtm.GtmContainer.Tag;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads a cleaned {@code containerVersion}; every array in it may be missing. */
final class ContainerVersion {
  private static final Set<String> WEB_TAGS =
      Set.of("googtag", "gaawc", "gaawe", "ua", "awct", "gclidw", "sp", "html", "img");

  private final JsonNode version;

  ContainerVersion(JsonNode version) {
    this.version = version;
  }

  GtmContainer read() {
    Constants constants = new Constants(version);
    Templates templates = new Templates(version);
    TriggerNames triggers = new TriggerNames(version);
    EventSchema schema = new EventSchema(version, constants);
    List<Tag> tags = each("tag", new ReadTag(triggers, templates)::read);
    LiveTags live = new LiveTags(tags);
    ReadAdsTags ads = new ReadAdsTags(version, constants);
    return new GtmContainer(
        Entity.text(version.path("container"), "publicId"),
        Entity.text(version.path("container"), "name"),
        side(),
        Entity.text(version, "containerVersionId"),
        counts(),
        tags,
        each("trigger", new TriggerWords(triggers)::read),
        each("variable", new VariableWords(templates)::read),
        each("client", Entity::name),
        each("transformation", Entity::name),
        each("customTemplate", Entity::name),
        schema.events(),
        schema.patterns(),
        keys(),
        ads.read(live),
        List.copyOf(ads.measurementIds()),
        new ReadMetaTags(constants, side(), live).read(version, templates));
  }

  /** What usageContext says; where it is missing, what only one side can hold. */
  private Side side() {
    String context = version.path("container").path("usageContext").path(0).asText("");
    if (!context.isEmpty()) {
      return side(FoldedEnum.fold(context));
    }
    if (!version.path("client").isEmpty()
        || anyType("tag", type -> type.startsWith("sgtm"))
        || anyType("variable", "ed"::equals)) {
      return Side.SERVER;
    }
    boolean web = anyType("tag", WEB_TAGS::contains) || anyType("variable", "v"::equals);
    return web ? Side.WEB : Side.UNKNOWN;
  }

  /** The API also says ANDROID_SDK_5 and IOS_SDK_5. */
  private static Side side(String context) {
    for (Side side : Side.values()) {
      if (context.startsWith(side.name())) {
        return side;
      }
    }
    return Side.UNKNOWN;
  }

  private boolean anyType(String array, Predicate<String> test) {
    return each(array, Entity::type).stream().anyMatch(test);
  }

  private Counts counts() {
    return new Counts(
        version.path("tag").size(),
        version.path("trigger").size(),
        version.path("variable").size(),
        version.path("client").size(),
        version.path("transformation").size(),
        version.path("customTemplate").size(),
        version.path("folder").size(),
        version.path("zone").size(),
        version.path("builtInVariable").size());
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (JsonNode variable : version.path("variable")) {
      switch (Entity.type(variable)) {
        case "v" -> ParameterList.value(variable, "name").ifPresent(keys::add);
        case "ed" -> ParameterList.value(variable, "keyPath").ifPresent(keys::add);
        default -> {} // reads no dataLayer
      }
    }
    return keys;
  }

  private <T> List<T> each(String array, Function<JsonNode, T> reader) {
    List<T> items = new ArrayList<>();
    version.path(array).forEach(item -> items.add(reader.apply(item)));
    return items;
  }
}

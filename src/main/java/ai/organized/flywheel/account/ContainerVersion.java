package ai.organized.flywheel.account;

import ai.organized.flywheel.account.GtmContainer.Side;
import ai.organized.flywheel.account.GtmContainer.Tag;
import ai.organized.flywheel.account.GtmContainer.Trigger;
import ai.organized.flywheel.account.GtmContainer.Variable;
import ai.organized.flywheel.redact.Secrets;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads the {@code containerVersion} of an export; every array in it may be missing. */
final class ContainerVersion {
  private static final Set<String> WEB_TAGS =
      Set.of("googtag", "gaawc", "gaawe", "ua", "awct", "gclidw", "sp", "html", "img");

  private final JsonNode version;

  ContainerVersion(JsonNode version) {
    this.version = version;
  }

  GtmContainer read() {
    EventNames events = new EventNames();
    version.path("trigger").forEach(t -> t.path("customEventFilter").forEach(events::add));
    return new GtmContainer(
        text(version.path("container"), "publicId"),
        side(),
        text(version, "containerVersionId"),
        each("tag", t -> new Tag(name(t), type(t), t.path("paused").asBoolean())),
        each("trigger", t -> new Trigger(name(t), FoldedEnum.fold(type(t)))),
        each("variable", v -> new Variable(name(v), type(v))),
        each("client", ContainerVersion::name),
        each("transformation", ContainerVersion::name),
        each("customTemplate", ContainerVersion::name),
        clean(events.names()),
        clean(events.patterns()),
        clean(keys()));
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
    return each(array, ContainerVersion::type).stream().anyMatch(test);
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (JsonNode variable : version.path("variable")) {
      switch (type(variable)) {
        case "v" -> ParameterList.value(variable, "name").ifPresent(keys::add);
        case "ed" -> ParameterList.value(variable, "keyPath").ifPresent(keys::add);
        default -> {} // constants and scripts hold values, and values stay where they are
      }
    }
    keys.removeIf(String::isBlank);
    return keys;
  }

  private <T> List<T> each(String array, Function<JsonNode, T> reader) {
    List<T> items = new ArrayList<>();
    for (JsonNode item : version.path(array)) {
      items.add(reader.apply(item));
    }
    return items;
  }

  private static String name(JsonNode item) {
    return text(item, "name").orElse("(unnamed)");
  }

  private static String type(JsonNode item) {
    return text(item, "type").orElse("unknown");
  }

  private static Optional<String> text(JsonNode item, String key) {
    return Optional.of(item.path(key).asText("")).filter(t -> !t.isBlank()).map(Secrets::clean);
  }

  private static List<String> clean(List<String> names) {
    return names.stream().map(Secrets::clean).toList();
  }
}

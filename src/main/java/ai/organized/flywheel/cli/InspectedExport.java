package ai.organized.flywheel.cli;

import ai.organized.flywheel.account.gtm.GtmContainer;
import ai.organized.flywheel.account.gtm.GtmContainer.Consent;
import ai.organized.flywheel.account.gtm.GtmContainer.Tag;
import ai.organized.flywheel.account.gtm.GtmContainer.Variable;
import ai.organized.flywheel.account.gtm.GtmExport;
import ai.organized.flywheel.account.gtm.RawEvents;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code account inspect} shows; its JSON form is a contract, and a missing id is null in it.
 *
 * @param consentNeeded names of tags that wait for consent
 * @param customEventsEquals names that custom event triggers wait for, word for word
 * @param customEventsRegex patterns that they wait for, lists of names among them
 * @param dataLayerKeys by variable name; {@code ed:} before a path of event data (server)
 * @param events what is concluded from all of it, with what shows it
 * @param redacted how many secrets were taken out, by kind
 */
record InspectedExport(
    GtmContainer.Side side,
    Optional<String> containerId,
    Optional<String> name,
    Optional<String> versionId,
    GtmContainer.Counts counts,
    List<String> pausedTags,
    List<String> consentNeeded,
    List<String> customEventsEquals,
    List<String> customEventsRegex,
    List<String> ga4EventNames,
    SortedMap<String, String> dataLayerKeys,
    List<GtmContainer.Event> events,
    List<String> eventPatterns,
    List<String> measurementIds,
    List<GtmContainer.AdsTag> adsTags,
    List<GtmContainer.MetaTag> metaTags,
    SortedMap<String, Integer> redacted) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build();

  static InspectedExport of(GtmExport export) {
    GtmContainer container = export.container();
    RawEvents raw = export.rawEvents();
    return new InspectedExport(
        container.side(),
        container.containerId(),
        container.name(),
        container.versionId(),
        container.counts(),
        container.tags().stream().filter(Tag::paused).map(Tag::name).toList(),
        container.tags().stream()
            .filter(tag -> tag.consent() == Consent.NEEDED)
            .map(Tag::name)
            .toList(),
        raw.names(),
        raw.patterns(),
        raw.ga4Names(),
        keys(container.variables()),
        container.events(),
        container.eventPatterns(),
        container.measurementIds(),
        container.adsTags(),
        container.metaTags(),
        export.redacted());
  }

  private static SortedMap<String, String> keys(List<Variable> variables) {
    SortedMap<String, String> keys = new TreeMap<>();
    for (Variable variable : variables) {
      String path = variable.parameter().orElse("");
      switch (variable.type()) {
        case "v" -> keys.put(variable.name(), path);
        case "ed" -> keys.put(variable.name(), "ed:" + path);
        default -> {} // reads something else
      }
    }
    return keys;
  }

  JsonNode json() {
    return JSON.valueToTree(this);
  }

  void print(PrintWriter out) {
    out.println(
        containerId.orElse("A container without id")
            + name.map(given -> " " + given).orElse("")
            + versionId.map(InspectedExport::version).orElse("")
            + ", "
            + side.name().toLowerCase(Locale.ROOT));
    JSON.<JsonNode>valueToTree(counts)
        .properties()
        .forEach(kind -> out.printf(Locale.ROOT, "  %-20s %5s%n", kind.getKey(), kind.getValue()));
    section(out, "paused tags", pausedTags);
    section(out, "consent needed by", consentNeeded);
    section(out, "events", events.stream().map(InspectedExport::words).toList());
    section(out, "event patterns", eventPatterns);
    section(out, "keys", dataLayerKeys.values().stream().distinct().sorted().toList());
    section(out, "ids", ids());
    section(out, "redacted", redacted.keySet().stream().map(this::redactedWords).toList());
  }

  private static String version(String id) {
    return id.equals("0") ? ", workspace (not published)" : ", version " + id;
  }

  private static String words(GtmContainer.Event event) {
    return event.name()
        + ": "
        + event.evidence().stream()
            .map(evidence -> evidence.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  /** Under which Google and Meta know the container's data. */
  private List<String> ids() {
    Stream<String> ads =
        adsTags.stream()
            .flatMap(
                tag ->
                    tag.conversionId().stream()
                        .map(id -> "AW-" + id + tag.conversionLabel().map("/"::concat).orElse("")));
    Stream<String> pixels =
        metaTags.stream().flatMap(tag -> tag.pixelId().stream()).map("Meta pixel "::concat);
    return Stream.of(measurementIds.stream(), ads, pixels)
        .flatMap(ids -> ids)
        .distinct()
        .sorted()
        .toList();
  }

  private String redactedWords(String kind) {
    return redacted.get(kind) + " " + kind;
  }

  private static void section(PrintWriter out, String title, List<String> lines) {
    out.println(title + (lines.isEmpty() ? ": none" : ""));
    lines.forEach(line -> out.println("  " + line));
  }
}

package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.account.gtm.GtmContainer.Event;
import ai.organized.flywheel.account.gtm.GtmContainer.Evidence;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which custom events exist, and what shows it: a trigger waits for them, code pushes them, a tag
 * sends them. Whether their tags are paused makes no difference; Tag Manager's own events ({@code
 * gtm.js}) and names that only run time knows are left out.
 */
final class EventSchema {
  static final Set<String> GA4_TAGS = Set.of("gaawe", "sgtmgaaw");

  private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");

  private final JsonNode version;
  private final Constants constants;
  private final SortedMap<String, EnumSet<Evidence>> events = new TreeMap<>();
  private final SortedSet<String> patterns = new TreeSet<>();

  EventSchema(JsonNode version, Constants constants) {
    this.version = version;
    this.constants = constants;
    listened();
    pushed();
    sent();
  }

  List<Event> events() {
    return events.entrySet().stream()
        .map(event -> new Event(event.getKey(), List.copyOf(event.getValue())))
        .toList();
  }

  /** Regular expressions that no list of names can replace. */
  List<String> patterns() {
    return List.copyOf(patterns);
  }

  private void listened() {
    Set<String> eventVariables = eventVariables();
    for (JsonNode trigger : version.path("trigger")) {
      Condition.in(trigger, "customEventFilter").forEach(this::listened);
      Condition.in(trigger, "filter").stream()
          .filter(condition -> eventVariables.contains(condition.left()))
          .forEach(this::listened);
    }
  }

  private void listened(Condition condition) {
    String expected = constants.resolve(condition.right()).orElse("");
    if (expected.isEmpty() || condition.negated()) {
      return;
    }
    switch (condition.type()) {
      case "EQUALS" -> add(expected, Evidence.LISTENED);
      case "MATCH_REGEX" ->
          Alternation.names(expected)
              .ifPresentOrElse(
                  names -> names.forEach(name -> add(name, Evidence.LISTENED)),
                  () -> patterns.add(expected));
      case "STARTS_WITH" -> patterns.add("^" + quoted(expected));
      case "ENDS_WITH" -> patterns.add(quoted(expected) + "$");
      case "CONTAINS" -> patterns.add(quoted(expected));
      default -> {} // an order of names means nothing
    }
  }

  /** References to what holds the event's name: built-in, in any language, or made by people. */
  private Set<String> eventVariables() {
    Set<String> references = new HashSet<>(Set.of("{{_event}}", "{{Event}}", "{{Event Name}}"));
    for (JsonNode builtIn : version.path("builtInVariable")) {
      String type = FoldedEnum.fold(Entity.type(builtIn));
      if (type.equals("EVENT") || type.equals("EVENT_NAME")) {
        references.add("{{" + Entity.name(builtIn) + "}}");
      }
    }
    for (JsonNode variable : version.path("variable")) {
      if (holdsTheEvent(variable)) {
        references.add("{{" + Entity.name(variable) + "}}");
      }
    }
    return references;
  }

  private static boolean holdsTheEvent(JsonNode variable) {
    return switch (Entity.type(variable)) {
      case "e" -> true;
      case "v" -> ParameterList.value(variable, "name").orElse("").equals("event");
      case "ed" -> ParameterList.value(variable, "keyPath").orElse("").equals("event_name");
      default -> false;
    };
  }

  private void pushed() {
    for (JsonNode tag : version.path("tag")) {
      pushed(ParameterList.value(tag, "html").orElse(""));
    }
    for (JsonNode variable : version.path("variable")) {
      pushed(ParameterList.value(variable, "javascript").orElse(""));
    }
    for (JsonNode template : version.path("customTemplate")) {
      for (JsonNode name : template.path(SlimTemplates.KEY).path(SlimTemplates.PUSHES)) {
        add(name.asText(), Evidence.PUSHED);
      }
    }
  }

  private void pushed(String code) {
    for (String name : PushedEvents.in(code)) {
      constants.resolve(name).ifPresent(event -> add(event, Evidence.PUSHED));
    }
  }

  private void sent() {
    for (JsonNode tag : version.path("tag")) {
      if (GA4_TAGS.contains(Entity.type(tag))) {
        constants.parameter(tag, "eventName").ifPresent(event -> add(event, Evidence.SENT));
      }
    }
  }

  private void add(String name, Evidence evidence) {
    if (!name.startsWith("gtm.")) {
      events.computeIfAbsent(name, event -> EnumSet.noneOf(Evidence.class)).add(evidence);
    }
  }

  private static String quoted(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }
}

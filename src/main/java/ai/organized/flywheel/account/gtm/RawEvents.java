package ai.organized.flywheel.account.gtm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a container says of events, word for word, before anything is concluded from it. Sorted.
 *
 * @param names those that custom event triggers wait for
 * @param patterns those that they wait for, lists of names among them
 * @param ga4Names event names of GA4 tags, also {@code {{Event}}}
 */
public record RawEvents(List<String> names, List<String> patterns, List<String> ga4Names) {

  static RawEvents of(JsonNode version) {
    Set<String> names = new TreeSet<>();
    Set<String> patterns = new TreeSet<>();
    Set<String> ga4Names = new TreeSet<>();
    for (JsonNode trigger : version.path("trigger")) {
      for (Condition condition : Condition.in(trigger, "customEventFilter")) {
        if (condition.negated()) {
          continue;
        }
        switch (condition.type()) {
          case "EQUALS" -> names.add(condition.right());
          case "MATCH_REGEX" -> patterns.add(condition.right());
          default -> {} // Tag Manager's editor offers no other
        }
      }
    }
    for (JsonNode tag : version.path("tag")) {
      if (EventSchema.GA4_TAGS.contains(Entity.type(tag))) {
        ParameterList.value(tag, "eventName").ifPresent(ga4Names::add);
      }
    }
    return new RawEvents(List.copyOf(names), List.copyOf(patterns), List.copyOf(ga4Names));
  }
}

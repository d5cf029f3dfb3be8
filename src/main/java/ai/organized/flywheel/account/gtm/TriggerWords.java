package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.account.gtm.GtmContainer.Trigger;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What makes a trigger fire, in words. */
final class TriggerWords {
  private final TriggerNames names;

  TriggerWords(TriggerNames names) {
    this.names = names;
  }

  Trigger read(JsonNode trigger) {
    String type = FoldedEnum.fold(Entity.type(trigger));
    List<String> conditions = new ArrayList<>();
    settings(type, trigger).ifPresent(conditions::add);
    for (String list : List.of("autoEventFilter", "filter")) {
      Condition.in(trigger, list).forEach(condition -> conditions.add(condition.words()));
    }
    String events =
        Condition.in(trigger, "customEventFilter").stream()
            .map(Condition::words)
            .collect(Collectors.joining(" and "));
    return new Trigger(
        Entity.name(trigger),
        type,
        conditions,
        Optional.of(events).filter(words -> !words.isEmpty()));
  }

  private Optional<String> settings(String type, JsonNode trigger) {
    return switch (type) {
      case "TIMER" -> timer(trigger);
      case "SCROLL_DEPTH" -> scroll(trigger);
      case "ELEMENT_VISIBILITY" -> visibility(trigger);
      case "TRIGGER_GROUP" -> group(trigger);
      default -> Optional.empty();
    };
  }

  /** The timer has its settings beside the list of parameters. */
  private static Optional<String> timer(JsonNode trigger) {
    String limit = trigger.path("limit").path("value").asText("");
    return Optional.of(trigger.path("interval").path("value").asText(""))
        .filter(interval -> !interval.isBlank())
        .map(interval -> "every " + Constants.withoutBraces(interval) + " ms")
        .map(every -> limit.isBlank() ? every : every + ", at most " + limit + " times");
  }

  private static Optional<String> scroll(JsonNode trigger) {
    List<String> words = new ArrayList<>();
    for (String direction : List.of("vertical", "horizontal")) {
      String units = ParameterList.value(trigger, direction + "ThresholdUnits").orElse("PERCENT");
      boolean percent = FoldedEnum.fold(units).equals("PERCENT");
      String key = direction + (percent ? "ThresholdsPercent" : "ThresholdsPixels");
      ParameterList.value(trigger, key)
          .map(at -> direction + " scroll to " + at + (percent ? " %" : " px"))
          .ifPresent(words::add);
    }
    return Optional.of(String.join(" or ", words)).filter(text -> !text.isEmpty());
  }

  private static Optional<String> visibility(JsonNode trigger) {
    Optional<String> element =
        ParameterList.value(trigger, "elementId")
            .map(id -> "#" + id)
            .or(() -> ParameterList.value(trigger, "elementSelector"));
    String ratio =
        ParameterList.value(trigger, "onScreenRatio").map(r -> " to " + r + " %").orElse("");
    return element.map(shown -> "element " + shown + " visible" + ratio);
  }

  private Optional<String> group(JsonNode trigger) {
    List<String> members = new ArrayList<>();
    ParameterList.list(trigger, "triggerIds")
        .forEach(id -> members.add(names.of(id.path("value").asText())));
    return Optional.of("all of: " + String.join(", ", members)).filter(all -> !members.isEmpty());
  }
}

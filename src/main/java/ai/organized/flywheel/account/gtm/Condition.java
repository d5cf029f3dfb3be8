package ai.organized.flywheel.account.gtm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One condition of a trigger.
 *
 * @param type in the spelling of exports: {@code EQUALS}
 * @param left what is looked at, mostly a reference: {@code {{Page Path}}}
 * @param right what it is compared with; may hold references
 */
record Condition(String type, String left, String right, boolean negated, boolean ignoresCase) {
  private static final Map<String, String> VERBS =
      Map.ofEntries(
          Map.entry("EQUALS", "equals"),
          Map.entry("CONTAINS", "contains"),
          Map.entry("STARTS_WITH", "starts with"),
          Map.entry("ENDS_WITH", "ends with"),
          Map.entry("MATCH_REGEX", "matches regex"),
          Map.entry("CSS_SELECTOR", "matches CSS selector"),
          Map.entry("GREATER", "is greater than"),
          Map.entry("GREATER_OR_EQUALS", "is at least"),
          Map.entry("LESS", "is less than"),
          Map.entry("LESS_OR_EQUALS", "is at most"),
          Map.entry("URL_MATCHES", "matches URL"));

  static Condition of(JsonNode condition) {
    return new Condition(
        FoldedEnum.fold(condition.path("type").asText()),
        ParameterList.value(condition, "arg0").orElse(""),
        ParameterList.value(condition, "arg1").orElse(""),
        ParameterList.isTrue(condition, "negate"),
        ParameterList.isTrue(condition, "ignore_case"));
  }

  /** Those in a list of a trigger: {@code filter}, {@code customEventFilter}. */
  static List<Condition> in(JsonNode trigger, String list) {
    List<Condition> conditions = new ArrayList<>();
    trigger.path(list).forEach(condition -> conditions.add(of(condition)));
    return conditions;
  }

  /** {@code not Page Path contains /checkout}. */
  String words() {
    String verb = VERBS.getOrDefault(type, type.toLowerCase(Locale.ROOT).replace('_', ' '));
    return (negated ? "not " : "")
        + Constants.withoutBraces(left)
        + " "
        + verb
        + (ignoresCase ? " (ignore case) " : " ")
        + Constants.withoutBraces(right);
  }
}

package ai.organized.flywheel.account.gtm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values that are known before any visitor comes: those of constants. */
final class Constants {
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{([^{}]{1,300})}}");

  /** A constant may name others; a circle ends here. */
  private static final int DEEPEST = 5;

  private static final int LONGEST = 10_000;

  private final Map<String, String> values = new HashMap<>();

  Constants(JsonNode version) {
    for (JsonNode variable : version.path("variable")) {
      if (Entity.type(variable).equals("c")) {
        values.put(Entity.name(variable), ParameterList.value(variable, "value").orElse(""));
      }
    }
  }

  /** With every {@code {{Name}}} replaced; empty when one of them only has a value at run time. */
  Optional<String> resolve(String text) {
    String resolved = text;
    for (int depth = 0; resolved.contains("{{"); depth++) {
      Matcher reference = REFERENCE.matcher(resolved);
      if (!reference.find() || depth == DEEPEST) {
        return Optional.empty();
      }
      StringBuilder next = new StringBuilder();
      do {
        String value = values.get(reference.group(1));
        if (value == null || next.length() > LONGEST) {
          return Optional.empty();
        }
        reference.appendReplacement(next, Matcher.quoteReplacement(value));
      } while (reference.find());
      resolved = reference.appendTail(next).toString();
    }
    return Optional.of(resolved.strip()).filter(value -> !value.isEmpty());
  }

  /** Whether no reference in the text, if any, needs run time. */
  boolean knows(String text) {
    return REFERENCE.matcher(text).results().allMatch(found -> values.containsKey(found.group(1)));
  }

  /** The parameter of this key, resolved; empty as well when there is none. */
  Optional<String> parameter(JsonNode owner, String key) {
    return ParameterList.value(owner, key).flatMap(this::resolve);
  }

  /** The text with the names of variables in place of {@code {{Name}}}, for people. */
  static String withoutBraces(String text) {
    return REFERENCE.matcher(text.replace("{{_event}}", "event")).replaceAll("$1");
  }
}

package ai.organized.flywheel.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The events that a container's custom event triggers wait for. */
final class EventNames {
  /** A name as people write it in a regular expression; a dot between letters means itself. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}_-]+(?:[ .:/][\\p{L}\\p{N}_-]+)*");

  private static final Pattern WRAPPED = Pattern.compile("\\((?:\\?:)?(.*)\\)", Pattern.DOTALL);

  private final List<String> names = new ArrayList<>();
  private final List<String> patterns = new ArrayList<>();

  /** Adds what one element of a trigger's customEventFilter lets through. */
  void add(JsonNode condition) {
    String type = FoldedEnum.fold(condition.path("type").asText());
    String expected = ParameterList.value(condition, "arg1").orElse("");
    boolean negated = ParameterList.value(condition, "negate").orElse("").equals("true");
    if (expected.isEmpty() || negated) {
      return;
    }
    if (type.equals("EQUALS")) {
      addName(expected);
    } else if (type.equals("MATCH_REGEX")) {
      alternatives(expected)
          .ifPresentOrElse(found -> found.forEach(this::addName), () -> patterns.add(expected));
    }
  }

  List<String> names() {
    return names;
  }

  List<String> patterns() {
    return patterns;
  }

  private void addName(String name) {
    if (!name.startsWith("gtm.")) { // Tag Manager's own: gtm.js, gtm.dom, gtm.click
      names.add(name);
    }
  }

  /** The names in {@code ^(a|b|c)$}, with or without anchors and brackets; empty if it is more. */
  static Optional<List<String>> alternatives(String regex) {
    String inner = withoutAnchors(regex);
    Matcher wrapped = WRAPPED.matcher(inner);
    if (wrapped.matches()) {
      inner = wrapped.group(1);
    }
    List<String> names = new ArrayList<>();
    for (String part : inner.split("\\|", -1)) {
      String name = withoutAnchors(part).replaceAll("\\\\([./_:-])", "$1");
      if (!NAME.matcher(name).matches()) {
        return Optional.empty();
      }
      names.add(name);
    }
    return Optional.of(names);
  }

  private static String withoutAnchors(String regex) {
    return regex.replaceAll("^\\^|\\$$", "");
  }
}

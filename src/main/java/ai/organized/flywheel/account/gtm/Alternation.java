package ai.organized.flywheel.account.gtm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A regular expression that is nothing but a list of names. */
final class Alternation {
  /** A name as people write it in a regular expression; a dot between letters means itself. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}_-]++(?:[ .:/][\\p{L}\\p{N}_-]++)*+");

  private static final Pattern WRAPPED = Pattern.compile("\\((?:\\?:)?(.*)\\)", Pattern.DOTALL);
  private static final Pattern ANCHORS = Pattern.compile("^\\^|\\$$");
  private static final Pattern ESCAPED = Pattern.compile("\\\\([./_:-])");

  private Alternation() {}

  /** The names in {@code ^(a|b|c)$}, with or without anchors and brackets; empty if it is more. */
  static Optional<List<String>> names(String regex) {
    String inner = withoutAnchors(regex);
    Matcher wrapped = WRAPPED.matcher(inner);
    if (wrapped.matches()) {
      inner = wrapped.group(1);
    }
    List<String> names = new ArrayList<>();
    for (String part : inner.split("\\|", -1)) {
      String name = ESCAPED.matcher(withoutAnchors(part)).replaceAll("$1");
      if (!NAME.matcher(name).matches()) {
        return Optional.empty();
      }
      names.add(name);
    }
    return Optional.of(names);
  }

  private static String withoutAnchors(String regex) {
    return ANCHORS.matcher(regex).replaceAll("");
  }
}

package ai.organized.flywheel.account;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What came to a list of names and what left it, in words. */
final class ListChange {
  /** Names told of each; the rest is counted. */
  private static final int TOLD = 3;

  private ListChange() {}

  /** Empty when both hold the same; {@code tags 30 → 31: added GA4 - Lead} when not. */
  static Optional<String> words(String what, List<String> before, List<String> now) {
    if (before.equals(now)) {
      return Optional.empty();
    }
    String counts =
        before.size() == now.size() ? what : what + " " + before.size() + " → " + now.size();
    String added = told(" added ", without(now, before));
    String removed = told(" removed ", without(before, now));
    String comma = added.isEmpty() || removed.isEmpty() ? "" : ",";
    String names = added + comma + removed;
    return Optional.of(names.isEmpty() ? counts + " changed" : counts + ":" + names);
  }

  private static Set<String> without(List<String> names, Collection<String> others) {
    Set<String> rest = new LinkedHashSet<>(names);
    rest.removeAll(Set.copyOf(others));
    return rest;
  }

  private static String told(String verb, Set<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String first = names.stream().limit(TOLD).collect(Collectors.joining(", "));
    int rest = names.size() - TOLD;
    return verb + first + (rest > 0 ? " [+" + rest + " more]" : "");
  }
}

package ai.organized.flywheel.dataset;

import ai.organized.flywheel.failure.RefusedException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Halts a build that would drop more than people expect, and shows what repeats. */
final class TooManyDuplicates {
  private static final int SHOWN = 5;

  private TooManyDuplicates() {}

  /**
   * @throws RefusedException naming the largest groups by the id that would stay
   */
  static void refuse(Decisions decisions, Building building, double usualShare) {
    double share = building.maxDroppedShare.orElse(usualShare);
    int dropped = decisions.count(Part.DUPLICATE);
    int candidates = decisions.size() - decisions.count(Part.BELOW);
    if (dropped <= share * candidates) {
      return;
    }
    Map<Integer, Integer> copies = new HashMap<>();
    for (int place = 0; place < decisions.size(); place++) {
      if (decisions.is(place, Part.DUPLICATE)) {
        copies.merge(decisions.other(place), 1, Integer::sum);
      }
    }
    String groups =
        copies.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
            .limit(SHOWN)
            .map(group -> decisions.id(group.getKey()) + " (" + group.getValue() + " times)")
            .collect(Collectors.joining(", "));
    throw new RefusedException(
        "too_many_duplicates",
        "dedup would drop "
            + dropped
            + " of "
            + candidates
            + " examples of client "
            + building.client
            + ", more than the allowed share of "
            + share
            + "; they repeat, for instance, "
            + groups
            + ". Look at these, then build with --max-dropped 1 or raise"
            + " flywheel.dataset.max-dropped-share");
  }
}

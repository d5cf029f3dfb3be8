package ai.organized.flywheel.bench;

import ai.organized.flywheel.bench.PlantedExample.Truth;
import java.util.Map;

/**
 * What dedup did, held against what was planted.
 *
 * @param precision dropped examples that were planted as near-duplicates of what stayed, among all
 *     that were dropped
 * @param recall planted near-duplicates that do not stand beside their original any more
 * @param hardNegativesKept planted hard negatives that neither went nor took anything away
 */
record PlantedJudgement(int dropped, double precision, double recall, double hardNegativesKept) {

  /**
   * @param kept number of each dropped example, and of the one that stayed for it
   */
  static PlantedJudgement of(PlantedExamples planted, int count, Map<Integer, Integer> kept) {
    int right = 0;
    for (Map.Entry<Integer, Integer> dropped : kept.entrySet()) {
      PlantedExample one = planted.example(dropped.getKey());
      PlantedExample other = planted.example(dropped.getValue());
      boolean sameFix = one.truth() != Truth.HARD_NEGATIVE && other.truth() != Truth.HARD_NEGATIVE;
      right += sameFix && root(one, dropped.getKey()) == root(other, dropped.getValue()) ? 1 : 0;
    }
    int near = 0;
    int found = 0;
    int hard = 0;
    int hardKept = 0;
    for (int number = 0; number < count; number++) {
      PlantedExample example = planted.example(number);
      if (example.truth() == Truth.NEAR_DUPLICATE) {
        near++;
        found += kept.containsKey(number) || kept.containsKey(example.of()) ? 1 : 0;
      } else if (example.truth() == Truth.HARD_NEGATIVE) {
        hard++;
        boolean tookOriginal = Integer.valueOf(number).equals(kept.get(example.of()));
        hardKept += kept.containsKey(number) || tookOriginal ? 0 : 1;
      }
    }
    return new PlantedJudgement(
        kept.size(), share(right, kept.size()), share(found, near), share(hardKept, hard));
  }

  private static int root(PlantedExample example, int number) {
    return example.truth() == Truth.ORIGINAL ? number : example.of();
  }

  private static double share(int of, int all) {
    return all == 0 ? 1 : (double) of / all;
  }
}

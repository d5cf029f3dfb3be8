package ai.organized.flywheel.evaluate.paired;

/**
 * The exact paired test of "both models are equally good": then every question's difference could
 * as well have had the other sign. All flips of all signs are gone through, by dynamic programming
 * over the sums. With one answer to each question it is exact McNemar, a binomial test of the
 * questions that only one of the two recalled.
 *
 * <p>Source: R. A. Fisher, The Design of Experiments, 1935, §21; E. S. Edgington, Randomization
 * Tests. Every result is a probability from 0 to 1.
 */
public final class SignFlip {
  private SignFlip() {}

  /** How probable a candidate as bad as this or worse is when both are equally good. */
  public static double worse(Differences seen) {
    double[] sums = sums(seen);
    return sumUpTo(sums, middle(sums) + seen.net());
  }

  /** How probable a candidate as good as this or better is when both are equally good. */
  public static double better(Differences seen) {
    return worse(seen.mirrored());
  }

  /** How probable a difference as large as this, in either direction, is. */
  public static double either(Differences seen) {
    double[] sums = sums(seen);
    int away = Math.abs(seen.net());
    return away == 0 ? 1 : Math.min(1, 2 * sumUpTo(sums, middle(sums) - away));
  }

  private static int middle(double[] sums) {
    return sums.length / 2;
  }

  private static double sumUpTo(double[] sums, int last) {
    double total = 0;
    for (int i = 0; i <= last; i++) {
      total += sums[i];
    }
    return Math.min(1, total);
  }

  /** Probability of every sum from the lowest to the highest. */
  private static double[] sums(Differences seen) {
    int k = seen.samples();
    int highest = 0;
    for (int size = 1; size <= k; size++) {
      highest += size * ofSize(seen, size);
    }
    double[] sums = new double[2 * highest + 1];
    sums[highest] = 1;
    int reached = 0;
    for (int size = 1; size <= k; size++) {
      for (int question = 0; question < ofSize(seen, size); question++) {
        reached += size;
        double[] flipped = new double[sums.length];
        for (int i = highest - reached; i <= highest + reached; i++) {
          double fromBelow = i >= size ? sums[i - size] : 0;
          double fromAbove = i + size < sums.length ? sums[i + size] : 0;
          flipped[i] = (fromBelow + fromAbove) / 2;
        }
        sums = flipped;
      }
    }
    return sums;
  }

  private static int ofSize(Differences seen, int size) {
    return seen.counts().get(seen.samples() - size) + seen.counts().get(seen.samples() + size);
  }
}

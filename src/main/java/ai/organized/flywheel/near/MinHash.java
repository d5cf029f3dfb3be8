package ai.organized.flywheel.near;

import java.util.Arrays;
import java.util.Random;

/**
 * Keys that near texts are likely to share: in each of 42 bands the smallest of all shingles under
 * three different orders (Broder 1997). Two texts share the key of a band with the probability J³,
 * J being the Jaccard of their shingles; one band of all, at least, with 1 − (1 − J³)⁴².
 *
 * <p>That is 0.938 at J = 0.4, 0.98 at 0.45, 0.996 at 0.5, 0.99998 at 0.6 and, but for 1 in 10¹⁷,
 * always at 0.85; 0.04 at J = 0.1. Equal sets of shingles, as of short texts, share every key.
 */
final class MinHash {
  static final int BANDS = 42;
  private static final int ROWS = 3;
  private static final int ORDERS = BANDS * ROWS;
  private static final int[] SALTS = new Random(1).ints(ORDERS).toArray();
  private static final int[] FACTORS = new Random(2).ints(ORDERS).map(i -> i | 1).toArray();

  private final int[] smallest = new int[ORDERS];

  /** Writes a key of each band to {@code keys}, from {@code at} on. */
  void keys(ReadText text, int[] keys, int at) {
    Arrays.fill(smallest, Integer.MAX_VALUE);
    int count = Shingles.count(text.count());
    for (int i = 0; i < count; i += 4) {
      // Of the last few some are offered twice, which changes nothing.
      offer(
          shingle(text, i),
          shingle(text, Math.min(i + 1, count - 1)),
          shingle(text, Math.min(i + 2, count - 1)),
          shingle(text, Math.min(i + 3, count - 1)));
    }
    for (int band = 0; band < BANDS; band++) {
      long key = band;
      for (int row = 0; row < ROWS; row++) {
        key = key * 0x9e3779b97f4a7c15L + smallest[band * ROWS + row];
      }
      keys[at + band] = (int) WordHash.spread(key);
    }
  }

  private static int shingle(ReadText text, int at) {
    return (int) Shingles.hash(text.words(), at, text.count());
  }

  /** A loop of its own without branches: the compiler makes vectors of it. */
  private void offer(int one, int two, int three, int four) {
    int[] least = smallest;
    int[] salts = SALTS;
    int[] factors = FACTORS;
    for (int i = 0; i < ORDERS; i++) {
      int salt = salts[i];
      int factor = factors[i];
      int a = Math.min((one ^ salt) * factor, (two ^ salt) * factor);
      int b = Math.min((three ^ salt) * factor, (four ^ salt) * factor);
      least[i] = Math.min(least[i], Math.min(a, b));
    }
  }
}

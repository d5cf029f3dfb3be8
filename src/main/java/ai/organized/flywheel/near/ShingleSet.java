package ai.organized.flywheel.near;

import java.util.Arrays;

/** The different shingles of one text, to count how many of them another text has. */
final class ShingleSet {
  private long[] shingles = new long[128];

  /** Which filling of the set a slot belongs to: so that emptying it costs nothing. */
  private int[] filling = new int[128];

  /** Which counting has met the shingle in a slot already. */
  private int[] met = new int[128];

  private int fillings;
  private int countings;
  private int size;
  private long sketch;

  void fill(int[] words, int from, int count) {
    int all = Shingles.count(count);
    if (2 * all > shingles.length || fillings == Integer.MAX_VALUE) {
      int slots = Math.max(shingles.length, Integer.highestOneBit(all) * 4);
      shingles = new long[slots];
      filling = new int[slots];
      met = new int[slots];
      fillings = 0;
      countings = 0;
    }
    fillings++;
    size = 0;
    sketch = 0;
    for (int i = 0; i < all; i++) {
      long shingle = Shingles.hash(words, from + i, from + count);
      int slot = slot(shingle);
      if (filling[slot] != fillings) {
        shingles[slot] = shingle;
        filling[slot] = fillings;
        size++;
        sketch ^= 1L << (shingle >>> 58);
      }
    }
  }

  int size() {
    return size;
  }

  /** Each shingle turns one bit over, so two sets differ in at least as many as their sketches. */
  long sketch() {
    return sketch;
  }

  /** How many different shingles of the other text are in this one too. */
  int shared(int[] words, int from, int count) {
    if (countings == Integer.MAX_VALUE) {
      Arrays.fill(met, 0);
      countings = 0;
    }
    countings++;
    int shared = 0;
    for (int i = 0; i < Shingles.count(count); i++) {
      int slot = slot(Shingles.hash(words, from + i, from + count));
      if (filling[slot] == fillings && met[slot] != countings) {
        met[slot] = countings;
        shared++;
      }
    }
    return shared;
  }

  /** Where the shingle is or would be. */
  private int slot(long shingle) {
    int slot = (int) shingle & (shingles.length - 1);
    while (filling[slot] == fillings && shingles[slot] != shingle) {
      slot = (slot + 1) & (shingles.length - 1);
    }
    return slot;
  }
}

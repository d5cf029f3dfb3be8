package ai.organized.flywheel.near;

import java.util.Arrays;

/** Texts that may be near, each with the weight of what speaks for it. */
final class Candidates {
  /** Most that all weights of one text can come to. */
  static final int HEAVIEST = 255;

  private static final int SLOTS = 4096;

  private final int[] texts = new int[SLOTS];
  private final int[] weights = new int[SLOTS];
  private int[] used = new int[256];
  private int count;

  void clear() {
    for (int i = 0; i < count; i++) {
      weights[used[i]] = 0;
    }
    count = 0;
  }

  void add(int text, int weight) {
    // Neighbouring numbers are spread, or they would make one long run of slots.
    int slot = (text * 0x9e3779b9) >>> 20;
    while (weights[slot] != 0 && texts[slot] != text) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (weights[slot] == 0) {
      if (count == used.length) {
        used = Arrays.copyOf(used, 2 * count);
      }
      used[count++] = slot;
      texts[slot] = text;
    }
    weights[slot] += weight;
  }

  /** The heaviest, no more than {@code most}, in ascending order of their numbers. */
  int[] heaviest(int most) {
    int least = count <= most ? 0 : leastWeight(most);
    int[] heaviest = new int[Math.min(count, most)];
    int taken = 0;
    for (int i = 0; i < count; i++) {
      if (weights[used[i]] > least) {
        heaviest[taken++] = texts[used[i]];
      }
    }
    // Of the equally heavy ones at the edge the first that were added.
    for (int i = 0; i < count && taken < heaviest.length; i++) {
      if (weights[used[i]] == least) {
        heaviest[taken++] = texts[used[i]];
      }
    }
    Arrays.sort(heaviest);
    return heaviest;
  }

  /** The weight of which not all have room. */
  private int leastWeight(int most) {
    int[] ofWeight = new int[HEAVIEST + 1];
    for (int i = 0; i < count; i++) {
      ofWeight[weights[used[i]]]++;
    }
    int weight = HEAVIEST;
    for (int room = most - ofWeight[weight]; room >= 0; room -= ofWeight[weight]) {
      weight--;
    }
    return weight;
  }
}

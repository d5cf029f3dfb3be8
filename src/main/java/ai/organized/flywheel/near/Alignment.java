package ai.organized.flywheel.near;

import java.util.Arrays;

/**
 * The longest common subsequence of the words of one text with other texts, 64 words in one step:
 * bit i of the rows stands for word i (Crochemore, Iliopoulos, Pinzon and Reid 2001).
 */
final class Alignment {
  private int blocks;
  private int mask;
  private int[] words = new int[0];

  /** Row of a slot's word, from 1; 0 is a free slot. */
  private int[] rows = new int[0];

  /** Where a word occurs: {@link #blocks} longs a row. */
  private long[] places = new long[0];

  private long[] open = new long[0];

  void fill(int[] text, int count) {
    blocks = (count + 63) / 64;
    int slots = Integer.highestOneBit(Math.max(1, count)) * 4;
    mask = slots - 1;
    if (rows.length < slots) {
      rows = new int[slots];
      words = new int[slots];
      int mostBlocks = Math.max(1, slots / 2 / 64);
      places = new long[slots / 2 * mostBlocks];
      open = new long[mostBlocks];
    }
    Arrays.fill(rows, 0, slots, 0);
    int row = 0;
    for (int i = 0; i < count; i++) {
      int slot = slot(text[i]);
      if (rows[slot] == 0) {
        words[slot] = text[i];
        Arrays.fill(places, row * blocks, (row + 1) * blocks, 0);
        rows[slot] = ++row;
      }
      places[(rows[slot] - 1) * blocks + i / 64] |= 1L << i;
    }
  }

  /** How many words both texts have in the same order. */
  int common(int[] other, int from, int otherCount) {
    Arrays.fill(open, 0, blocks, -1L);
    for (int i = from; i < from + otherCount; i++) {
      int row = rows[slot(other[i])];
      if (row != 0) {
        step((row - 1) * blocks);
      }
    }
    int common = 0;
    for (int block = 0; block < blocks; block++) {
      common += Long.bitCount(~open[block]);
    }
    return common;
  }

  /** One addition over all blocks: in each run of open bits the lowest place is closed. */
  private void step(int row) {
    long carry = 0;
    for (int block = 0; block < blocks; block++) {
      long before = open[block];
      long here = before & places[row + block];
      long sum = before + here;
      long all = sum + carry;
      carry = Long.compareUnsigned(sum, before) < 0 || Long.compareUnsigned(all, sum) < 0 ? 1 : 0;
      open[block] = all | (before & ~here);
    }
  }

  private int slot(int word) {
    int slot = word & mask;
    while (rows[slot] != 0 && words[slot] != word) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}

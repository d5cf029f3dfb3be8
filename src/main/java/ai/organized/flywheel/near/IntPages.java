package ai.organized.flywheel.near;

import java.util.Arrays;

/**
 * A list of ints that grows a page at a time: nothing is ever copied, and no page is so large that
 * a small heap has no room for it in one piece.
 */
final class IntPages {
  private static final int BITS = 16;
  static final int PAGE = 1 << BITS;

  private int[][] pages = new int[16][];
  private int count;

  int get(int index) {
    return pages[index >>> BITS][index & (PAGE - 1)];
  }

  void set(int index, int value) {
    pages[index >>> BITS][index & (PAGE - 1)] = value;
  }

  /** Makes room for that many ints; new ones are 0. */
  void growTo(int size) {
    while ((long) count << BITS < size) {
      page(new int[PAGE]);
    }
  }

  /** Takes an array for its next page and returns the page's number. */
  int page(int[] page) {
    if (count == pages.length) {
      pages = Arrays.copyOf(pages, 2 * count);
    }
    pages[count] = page;
    return count++;
  }

  int[] page(int number) {
    return pages[number];
  }
}

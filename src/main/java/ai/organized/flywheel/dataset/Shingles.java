package ai.organized.flywheel.dataset;

import java.util.Arrays;
import java.util.Locale;

/**
 * The 3-word sequences of a text as sorted hashes, and how alike two of them are.
 *
 * <p>A text of fewer than three words is one shingle; texts without any word are alike.
 */
final class Shingles {
  private static final int WORDS = 3;

  private Shingles() {}

  static long[] of(String text) {
    String[] words = Words.of(text.toLowerCase(Locale.ROOT));
    int count = Math.max(1, words.length - WORDS + 1);
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      long hash = 1125899906842597L;
      for (int j = i; j < Math.min(words.length, i + WORDS); j++) {
        hash = spread(31 * hash + words[j].hashCode());
      }
      hashes[i] = hash;
    }
    return Arrays.stream(hashes).sorted().distinct().toArray();
  }

  /** The finaliser of SplitMix64. */
  private static long spread(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Shared shingles over all shingles, 0 to 1. */
  static double jaccard(long[] a, long[] b) {
    int i = 0;
    int j = 0;
    int shared = 0;
    while (i < a.length && j < b.length) {
      if (a[i] == b[j]) {
        shared++;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return (double) shared / (a.length + b.length - shared);
  }
}

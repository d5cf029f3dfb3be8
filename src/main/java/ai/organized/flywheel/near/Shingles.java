package ai.organized.flywheel.near;

import java.util.Arrays;

/**
 * The 3-word sequences of a text as sorted hashes, and how alike two of them are.
 *
 * <p>A text of fewer than three words is one shingle; texts without any word are alike.
 */
public final class Shingles {
  private static final int WORDS = 3;

  private Shingles() {}

  public static long[] of(String text) {
    ReadText read = ReadText.wordsAlone();
    read.read(text);
    return of(read);
  }

  static long[] of(ReadText read) {
    long[] hashes = new long[count(read.count())];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = hash(read.words(), i, read.count());
    }
    Arrays.sort(hashes);
    int different = 1;
    for (int i = 1; i < hashes.length; i++) {
      if (hashes[i] != hashes[i - 1]) {
        hashes[different++] = hashes[i];
      }
    }
    return different == hashes.length ? hashes : Arrays.copyOf(hashes, different);
  }

  /** How many a text of so many words has, repeated ones too. */
  static int count(int words) {
    return Math.max(1, words - WORDS + 1);
  }

  /** The shingle that begins at {@code at}, of a text that ends before {@code end}. */
  static long hash(int[] words, int at, int end) {
    long hash = 1125899906842597L;
    if (end - at >= WORDS) {
      hash += words[at] * 0x9e3779b97f4a7c15L;
      hash += words[at + 1] * 0xc2b2ae3d27d4eb4fL;
      hash += words[at + 2] * 0x165667b19e3779f9L;
      return WordHash.spread(hash);
    }
    for (int i = at; i < end; i++) {
      hash = WordHash.spread(31 * hash + words[i]);
    }
    return hash;
  }

  /** Shared shingles over all shingles, 0 to 1. */
  public static double jaccard(long[] a, long[] b) {
    int shared = shared(a, b);
    return (double) shared / (a.length + b.length - shared);
  }

  /** How much of one text stands in another: shared shingles over those of {@code of}, 0 to 1. */
  static double share(long[] of, long[] in) {
    return (double) shared(of, in) / of.length;
  }

  private static int shared(long[] a, long[] b) {
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
    return shared;
  }
}

package ai.organized.flywheel.near;

import java.util.Arrays;

/**
 * The text that is being looked at, read in one scan: a number for each word, one for all of them,
 * and one for its {@link FixDetails}. It is read over and over, so that reading leaves no garbage.
 *
 * <p>A word is its 32-bit hash: two words are taken for one once in 4 billion pairs of words.
 */
final class ReadText {
  private final boolean withDetails;
  private int[] words = new int[64];
  private int count;
  private long details;
  private long all;
  private long sketch;

  private ReadText(boolean withDetails) {
    this.withDetails = withDetails;
  }

  static ReadText withDetails() {
    return new ReadText(true);
  }

  /** Its details are 0. */
  static ReadText wordsAlone() {
    return new ReadText(false);
  }

  void read(String text) {
    WordScan scan = new WordScan(text);
    count = 0;
    details = 0;
    all = 0;
    sketch = 0;
    while (scan.next()) {
      int word = WordHash.folded(text, scan.from(), scan.to());
      if (count == words.length) {
        words = Arrays.copyOf(words, 2 * count);
      }
      words[count++] = word;
      sketch ^= 1L << (word >>> 26);
      all = WordHash.spread(all + word) * 31;
      String detail = withDetails ? FixDetails.detail(text, scan.from(), scan.to(), word) : null;
      if (detail != null) {
        details = WordHash.spread(details + WordHash.exact(detail)) * 31;
      }
    }
  }

  /** The numbers of the words; only the first {@link #count} count. */
  int[] words() {
    return words;
  }

  int count() {
    return count;
  }

  /** Equal where the details are equal; 0 for none. */
  long details() {
    return details;
  }

  /** Equal where all words are equal but for their case. */
  long all() {
    return all;
  }

  /** Each word turns one bit over, so two texts differ in at least as many as their sketches. */
  long sketch() {
    return sketch;
  }
}

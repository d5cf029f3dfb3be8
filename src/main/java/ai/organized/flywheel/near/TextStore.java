package ai.organized.flywheel.near;

import java.util.Arrays;

/**
 * The texts that are remembered, as numbers: 4 bytes a word and 36 a text. A text lies in one piece
 * within one page, what is known about it before its words.
 */
final class TextStore {
  private static final int DETAILS = 0;
  private static final int WORD_SKETCH = 2;
  private static final int SHINGLE_SKETCH = 4;
  private static final int SHINGLES = 6;
  private static final int COUNT = 7;
  private static final int WORDS = 8;

  private final IntPages records = new IntPages();
  private final IntPages starts = new IntPages();
  private int size;
  private int page = -1;
  private int free = IntPages.PAGE;

  /** Remembers a text with the set of its shingles; texts are numbered from 0. */
  int add(ReadText text, ShingleSet shingles) {
    int needed = WORDS + text.count();
    if (needed > IntPages.PAGE - free) {
      page = records.page(new int[Math.max(needed, IntPages.PAGE)]);
      free = 0;
    }
    int[] record = records.page(page);
    put(record, free + DETAILS, text.details());
    put(record, free + WORD_SKETCH, text.sketch());
    put(record, free + SHINGLE_SKETCH, shingles.sketch());
    record[free + SHINGLES] = shingles.size();
    record[free + COUNT] = text.count();
    System.arraycopy(text.words(), 0, record, free + WORDS, text.count());
    starts.growTo(size + 1);
    // Unsigned: 65,536 pages of 65,536 ints, and a longer text begins at 0 of its own page.
    starts.set(size, page * IntPages.PAGE + free);
    free = Math.min(IntPages.PAGE, free + needed);
    return size++;
  }

  int size() {
    return size;
  }

  /** The array that holds the words of a text, from {@link #from} on. */
  int[] words(int text) {
    return records.page(starts.get(text) >>> 16);
  }

  int from(int text) {
    return start(text) + WORDS;
  }

  int count(int text) {
    return words(text)[start(text) + COUNT];
  }

  int shingles(int text) {
    return words(text)[start(text) + SHINGLES];
  }

  long wordSketch(int text) {
    return at(text, WORD_SKETCH);
  }

  long shingleSketch(int text) {
    return at(text, SHINGLE_SKETCH);
  }

  boolean sameDetails(int text, ReadText other) {
    return at(text, DETAILS) == other.details();
  }

  boolean sameWords(int text, ReadText other) {
    int from = from(text);
    int count = count(text);
    return count == other.count()
        && Arrays.equals(words(text), from, from + count, other.words(), 0, count);
  }

  private int start(int text) {
    return starts.get(text) & (IntPages.PAGE - 1);
  }

  private long at(int text, int offset) {
    int[] record = words(text);
    int at = start(text) + offset;
    return (long) record[at] << 32 | (record[at + 1] & 0xffffffffL);
  }

  private static void put(int[] record, int at, long value) {
    record[at] = (int) (value >>> 32);
    record[at + 1] = (int) value;
  }
}

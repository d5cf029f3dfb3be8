package ai.organized.flywheel.near;

/** Holds one text against others by the rules of {@link Similarity}. */
final class Measure {
  private final ShingleSet shingles = new ShingleSet();
  private final Alignment alignment = new Alignment();
  private ReadText text = ReadText.withDetails();
  private boolean aligned;

  /** Takes a text, which must not change until the next one is taken. */
  void take(ReadText read) {
    text = read;
    shingles.fill(read.words(), 0, read.count());
    aligned = false;
  }

  /** The different shingles of the text. */
  ShingleSet shingles() {
    return shingles;
  }

  /** Of a remembered text; a few steps where measuring takes hundreds, and never too low. */
  double atMost(TextStore texts, int other) {
    int both = shingles.size() + texts.shingles(other);
    int differ = Long.bitCount(shingles.sketch() ^ texts.shingleSketch(other));
    differ = Math.max(differ, Math.abs(shingles.size() - texts.shingles(other)));
    double jaccard = (double) (both - differ) / (both + differ);
    if (!alignmentCounts(texts.count(other))) {
      return jaccard;
    }
    int words = text.count() + texts.count(other);
    int others = Long.bitCount(text.sketch() ^ texts.wordSketch(other));
    others = Math.max(others, Math.abs(text.count() - texts.count(other)));
    double common = (words - others) / 2.0;
    return Math.max(jaccard, common / Math.max(text.count(), texts.count(other)));
  }

  double similarity(TextStore texts, int other) {
    return similarity(
        texts.words(other), texts.from(other), texts.count(other), texts.shingles(other));
  }

  /**
   * @param other has the words of the other text from {@code from} on
   * @param otherShingles how many different ones
   */
  double similarity(int[] other, int from, int otherCount, int otherShingles) {
    int shared = shingles.shared(other, from, otherCount);
    double jaccard = (double) shared / (shingles.size() + otherShingles - shared);
    if (jaccard == 1 || !alignmentCounts(otherCount)) {
      return jaccard;
    }
    if (!aligned) {
      alignment.fill(text.words(), text.count());
      aligned = true;
    }
    double common = alignment.common(other, from, otherCount);
    return Math.max(jaccard, common / Math.max(text.count(), otherCount));
  }

  private boolean alignmentCounts(int otherCount) {
    return Math.min(text.count(), otherCount) >= Similarity.LEAST_ALIGNED
        && Math.max(text.count(), otherCount) <= Similarity.MOST_ALIGNED;
  }
}

package ai.organized.flywheel.near;

/**
 * How alike two texts are, 0 to 1: the greater of two shares. Case and punctuation between words do
 * not count ({@link Words}).
 *
 * <ul>
 *   <li>Jaccard: the 3-word sequences that both have, of all that either has. A paragraph that
 *       moved changes little; a word replaced changes three sequences.
 *   <li>Alignment: the words that both have in the same order (longest common subsequence), of the
 *       words of the longer text. A word replaced is a word. It counts for texts of {@link
 *       #LEAST_ALIGNED} to {@link #MOST_ALIGNED} words: in a shorter text one word is the
 *       difference, in a longer one it would take too long.
 * </ul>
 *
 * <p>Four words of thirty replaced leave a Jaccard of about 0.4 and an alignment of 0.867.
 */
public final class Similarity {
  static final int LEAST_ALIGNED = 20;
  static final int MOST_ALIGNED = 2000;

  private Similarity() {}

  public static double between(String one, String other) {
    ReadText first = ReadText.withDetails();
    first.read(one);
    ReadText second = ReadText.withDetails();
    second.read(other);
    Measure measure = new Measure();
    measure.take(second);
    int shingles = measure.shingles().size();
    measure.take(first);
    return measure.similarity(second.words(), 0, second.count(), shingles);
  }
}

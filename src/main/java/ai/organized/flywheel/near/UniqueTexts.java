package ai.organized.flywheel.near;

/**
 * Takes texts, the best first, and keeps those that say something new.
 *
 * <p>A text is not kept when a kept one has the same words, or is near ({@link Similarity}) and of
 * the same {@link FixDetails}. It is held against kept texts only, so many that are near one
 * another cost one comparison each. No text is dropped that is not near; of those that are near but
 * for some words of prose, a few in a thousand are missed and kept (see {@link MinHash}): the fewer
 * the longer they are, and none with a Jaccard of at least 0.85.
 *
 * <p>Where very many texts share a phrase, or all of a template, only some of them are looked at:
 * those of the same details first, at most 16, then those that share the most, 64 in all.
 *
 * <p>Needs about 500 bytes for a kept text of 45 words. Not for several threads.
 */
public final class UniqueTexts {
  /** What became of an offered text. */
  public sealed interface Outcome {
    /** It says something new. */
    record Kept() implements Outcome {}

    /**
     * @param of place of the kept text that has the same words and details
     */
    record Same(int of) implements Outcome {}

    /**
     * @param of place of the kept text of the same details that is most alike, the first of several
     */
    record Near(int of, double similarity) implements Outcome {}
  }

  /** A kept text that is near, but another fix. */
  public interface Alike {
    void at(int place, double similarity);
  }

  private final double threshold;
  private final NearIndex index;

  /** Place of every text of the index. */
  private final IntPages places = new IntPages();

  private int offered;
  private int nearest;
  private double nearestSimilarity;
  private final int[] alikes = new int[NearIndex.MOST_COMPARED];
  private final double[] alikeSimilarities = new double[NearIndex.MOST_COMPARED];
  private int alikeCount;

  /**
   * @param threshold similarity from which texts are near, inclusive; what is missed grows below
   *     0.85
   * @param expected about how many texts will be offered
   */
  public UniqueTexts(double threshold, int expected) {
    this.threshold = threshold;
    this.index = new NearIndex(true, expected);
  }

  /**
   * Decides about a text; its place is how manieth it is, from 0.
   *
   * @param alike is told, when the text is kept, every kept text that is near it but differs in its
   *     details, in ascending order; in a crowd only those that were looked at
   */
  public Outcome offer(String text, Alike alike) {
    int place = offered++;
    index.take(text);
    int same = index.same();
    if (same >= 0) {
      return new Outcome.Same(places.get(same));
    }
    nearestSimilarity = -1;
    alikeCount = 0;
    index.measure(threshold, this::found);
    if (nearestSimilarity >= 0) {
      return new Outcome.Near(nearest, nearestSimilarity);
    }
    for (int i = 0; i < alikeCount; i++) {
      alike.at(alikes[i], alikeSimilarities[i]);
    }
    int number = index.add();
    places.growTo(number + 1);
    places.set(number, place);
    return new Outcome.Kept();
  }

  /** How many pairs were measured exactly. */
  public long compared() {
    return index.compared();
  }

  private void found(int number, double similarity) {
    if (similarity < threshold) {
      return;
    }
    if (!index.sameDetails(number)) {
      alikes[alikeCount] = places.get(number);
      alikeSimilarities[alikeCount++] = similarity;
    } else if (similarity > nearestSimilarity) {
      nearest = places.get(number);
      nearestSimilarity = similarity;
    }
  }
}

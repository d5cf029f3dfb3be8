package ai.organized.flywheel.near;

import java.util.Arrays;

/**
 * Remembers texts and tells which of them are near another by their words ({@link Similarity}),
 * whatever their details.
 *
 * <p>Nothing is told that is not near; what may be missed is said at {@link MinHash}, and in a
 * crowd only the 64 different texts are told that share the most. Texts of the same words count as
 * one there, so all of them are told. Needs about 500 bytes for a text of 45 words, 8 for one more
 * of the same words. Not for several threads.
 */
public final class NearTexts {
  /** A remembered text that is near. */
  public interface Found {
    void at(int place, double similarity);
  }

  private final double threshold;
  private final NearIndex index;

  /** By number in the index, the first place of a text of these words. */
  private final IntPages firstPlaces = new IntPages();

  /** By place, another place of the same words and 1 more, or 0. */
  private final IntPages others = new IntPages();

  private int added;
  private double wanted;

  /** Place in the upper half, which of the similarities in the lower. */
  private long[] near = new long[16];

  private int nearCount;
  private final double[] similarities = new double[NearIndex.MOST_COMPARED];
  private int numbers;

  /**
   * @param threshold similarity from which texts are near, inclusive; what is missed grows below
   *     0.85
   * @param expected about how many texts will be remembered
   */
  public NearTexts(double threshold, int expected) {
    this.threshold = threshold;
    this.index = new NearIndex(false, expected);
  }

  /**
   * Whether a text is long enough to be near another by the order of its words; a shorter one is
   * near by its 3-word sequences alone, which {@link ToldTexts} finds as well.
   */
  public static boolean isLong(String text) {
    WordScan scan = new WordScan(text);
    int words = 0;
    while (words < Similarity.LEAST_ALIGNED && scan.next()) {
      words++;
    }
    return words == Similarity.LEAST_ALIGNED;
  }

  /** Remembers a text and returns its place, from 0. */
  public int add(String text) {
    int place = added++;
    others.growTo(added);
    index.take(text);
    int same = index.same();
    if (same < 0) {
      int number = index.add();
      firstPlaces.growTo(number + 1);
      firstPlaces.set(number, place);
    } else {
      int first = firstPlaces.get(same);
      others.set(place, others.get(first));
      others.set(first, place + 1);
    }
    return place;
  }

  /** Tells every remembered text that is near this one, in ascending order of places. */
  public void near(String text, Found found) {
    near(text, threshold, found);
  }

  /**
   * @param from similarity from which a text is told, inclusive; may be below the threshold
   */
  public void near(String text, double from, Found found) {
    wanted = from;
    nearCount = 0;
    numbers = 0;
    index.take(text);
    index.measure(from, this::measured);
    Arrays.sort(near, 0, nearCount);
    for (int i = 0; i < nearCount; i++) {
      found.at((int) (near[i] >>> 32), similarities[(int) near[i]]);
    }
  }

  /** How many pairs were measured exactly. */
  public long compared() {
    return index.compared();
  }

  private void measured(int number, double similarity) {
    if (similarity >= wanted) {
      similarities[numbers] = similarity;
      for (int next = firstPlaces.get(number) + 1; next > 0; next = others.get(next - 1)) {
        if (nearCount == near.length) {
          near = Arrays.copyOf(near, 2 * nearCount);
        }
        near[nearCount++] = (long) (next - 1) << 32 | numbers;
      }
      numbers++;
    }
  }
}

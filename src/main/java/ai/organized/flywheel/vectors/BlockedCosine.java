package ai.organized.flywheel.vectors;

import static java.util.Comparator.comparingInt;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares each with each in this process, exactly.
 *
 * <p>A first pass in single precision, block by block, leaves out what is surely too far; what it
 * leaves is compared once more in double precision, so that nothing depends on the order of sums.
 */
public final class BlockedCosine implements VectorStore {
  @Override
  public String name() {
    return "in process";
  }

  @Override
  public List<NearPair> pairs(
      ClientId client, List<String> ids, List<float[]> vectors, double threshold) {
    List<NearPair> pairs = new ArrayList<>();
    new Comparison(
            vectors,
            vectors,
            threshold,
            (a, b, cosine) -> {
              pairs.add(new NearPair(a, b, cosine));
              if (pairs.size() > MOST_PAIRS) {
                throw new RefusedException(
                    TOO_MANY_PAIRS,
                    "more than "
                        + MOST_PAIRS
                        + " pairs mean nearly the same; do these texts follow one template?");
              }
            })
        .eachPairOnce();
    pairs.sort(comparingInt(NearPair::first).thenComparingInt(NearPair::second));
    return List.copyOf(pairs);
  }

  /**
   * Compares each vector of one list with each of another.
   *
   * @param threshold cosine, inclusive
   * @param found is told of every pair from it on, in no order that is promised
   */
  public static CrossCompared cross(
      List<float[]> left, List<float[]> right, double threshold, PairFound found) {
    return new Comparison(left, right, threshold, found).eachWithEach();
  }
}

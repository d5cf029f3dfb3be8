package ai.organized.flywheel.serve;

import ai.organized.flywheel.dataset.UsableExamples.Stamp;
import ai.organized.flywheel.vectors.ExactCosine;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which example's question means what; the texts stay in the store.
 *
 * @param stamp of the examples that it was built from
 * @param ids of the examples
 * @param vectors of their questions, in the same order
 */
record Index(Stamp stamp, List<String> ids, List<float[]> vectors) {
  boolean isEmpty() {
    return ids.isEmpty();
  }

  long floats() {
    return vectors.isEmpty() ? 0 : (long) vectors.size() * vectors.get(0).length;
  }

  /** Ids of the nearest, the nearest first; what has nothing in common is not among them. */
  List<String> nearest(float[] question, int most) {
    ExactCosine exact = new ExactCosine(List.of(question), vectors);
    double[] cosines =
        IntStream.range(0, vectors.size()).mapToDouble(place -> exact.between(0, place)).toArray();
    return IntStream.range(0, cosines.length)
        .filter(place -> cosines[place] > 0) // of a vector of zeros it is no number
        .boxed()
        .sorted(Comparator.comparingDouble((Integer place) -> -cosines[place]))
        .limit(most)
        .map(ids::get)
        .toList();
  }
}

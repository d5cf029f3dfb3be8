package ai.organized.flywheel.vectors;

import ai.organized.flywheel.client.ClientId;
import java.util.List;

/** Holds vectors and tells which of them are near each other. */
public interface VectorStore {
  /** Code of the refusal when nearly all vectors are near each other. */
  String TOO_MANY_PAIRS = "too_many_pairs";

  /** So many pairs fit beside everything else in a small heap. */
  int MOST_PAIRS = 2_000_000;

  /** Which store it is, in words for a report. */
  String name();

  /**
   * Every pair of vectors whose cosine is at least {@code threshold}, each pair once, the smaller
   * place first, in the order of the places.
   *
   * @param ids of what the vectors stand for, unique
   * @param vectors of unit length or all zeros, one an id
   * @throws ai.organized.flywheel.failure.RefusedException with {@link #TOO_MANY_PAIRS} when there
   *     are more than {@link #MOST_PAIRS}
   */
  List<NearPair> pairs(ClientId client, List<String> ids, List<float[]> vectors, double threshold);
}

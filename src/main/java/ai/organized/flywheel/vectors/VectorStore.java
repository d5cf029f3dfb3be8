package ai.organized.flywheel.vectors;

import ai.organized.flywheel.client.ClientId;
import java.util.List;

/** Holds vectors and tells which of them are near each other. */
public interface VectorStore {
  /** Which store it is, in words for a report. */
  String name();

  /**
   * Every pair of vectors whose cosine is at least {@code threshold}, each pair once, the smaller
   * place first, in the order of the places.
   *
   * @param ids of what the vectors stand for, unique
   * @param vectors of unit length or all zeros, one an id
   */
  List<NearPair> pairs(ClientId client, List<String> ids, List<float[]> vectors, double threshold);
}

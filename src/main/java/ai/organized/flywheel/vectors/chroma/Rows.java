package ai.organized.flywheel.vectors.chroma;

import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.hash.Sha256;
import ai.organized.flywheel.vectors.ExactCosine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a build compares: the vectors that are not all zeros, numbered from 0, and their places. */
final class Rows {
  private static final int HASH = 32;

  private final List<String> ids = new ArrayList<>();
  private final List<float[]> vectors = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final Map<String, Integer> byId = new HashMap<>();
  private ExactCosine exact;

  private Rows() {}

  /**
   * @throws BrokenException when there is not one id a vector, an id comes twice, or the vectors
   *     differ in length
   */
  static Rows of(List<String> ids, List<float[]> vectors) {
    if (ids.size() != vectors.size()) {
      throw new BrokenException(ids.size() + " ids for " + vectors.size() + " vectors");
    }
    ExactCosine all = new ExactCosine(vectors, vectors);
    Rows rows = new Rows();
    for (int place = 0; place < ids.size(); place++) {
      if (all.lengthOfLeft(place) > 0) {
        rows.add(ids.get(place), vectors.get(place), place);
      }
    }
    rows.exact = new ExactCosine(rows.vectors, rows.vectors);
    return rows;
  }

  private void add(String id, float[] vector, int place) {
    if (byId.put(id, ids.size()) != null) {
      throw new BrokenException("two vectors have one id");
    }
    ids.add(id);
    vectors.add(vector);
    places.add(place);
  }

  int size() {
    return ids.size();
  }

  int dimension() {
    return vectors.get(0).length;
  }

  String id(int row) {
    return ids.get(row);
  }

  /** Empty when nothing in this build has the id. */
  Optional<Integer> row(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Where it was in the list that was given. */
  int place(int row) {
    return places.get(row);
  }

  float[] vector(int row) {
    return vectors.get(row);
  }

  List<float[]> vectors() {
    return vectors;
  }

  double cosine(int row, int other) {
    return exact.between(row, other);
  }

  /** Tells whether the server has this vector already. */
  String hash(int row) {
    ByteBuffer bytes = ByteBuffer.allocate(dimension() * Float.BYTES);
    bytes.asFloatBuffer().put(vectors.get(row));
    return Sha256.hex(bytes.array()).substring(0, HASH);
  }
}

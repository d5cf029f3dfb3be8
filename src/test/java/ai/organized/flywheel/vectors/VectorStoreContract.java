package ai.organized.flywheel.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.organized.flywheel.client.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every vector store does the same. */
public abstract class VectorStoreContract {
  protected static final ClientId ACME = new ClientId("acme");
  private static final ClientId BOLT = new ClientId("bolt-2");
  private static final int PARTS = 24;

  /**
   * @param fingerprint of the embedder that makes the vectors
   */
  protected abstract VectorStore store(String fingerprint);

  private List<NearPair> pairs(List<String> ids, List<float[]> vectors, double threshold) {
    return store("one").pairs(ACME, ids, vectors, threshold);
  }

  /** Each with each, as plainly as can be. */
  protected static List<NearPair> bruteForce(List<float[]> vectors, double threshold) {
    List<NearPair> pairs = new ArrayList<>();
    for (int first = 0; first < vectors.size(); first++) {
      for (int second = first + 1; second < vectors.size(); second++) {
        double cosine = cosine(vectors.get(first), vectors.get(second));
        if (cosine >= threshold) {
          pairs.add(new NearPair(first, second, cosine));
        }
      }
    }
    return pairs;
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aSquares = 0;
    double bSquares = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aSquares += (double) a[i] * a[i];
      bSquares += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(aSquares * bSquares);
  }

  static Stream<Arguments> seeds() {
    return Stream.of(1L, 2L, 3L)
        .flatMap(seed -> Stream.of(0.8, 0.92, 1.0).map(at -> Arguments.of(seed, at)));
  }

  @ParameterizedTest(name = "seed {0}, from {1} on")
  @MethodSource("seeds")
  void thePairsAreThoseOfComparingEachWithEachInTheOrderOfPlaces(long seed, double threshold) {
    List<float[]> vectors = new ArrayList<>(Vectors.planted(seed, PARTS, 200, 10, 12, 0.25));
    for (int i = 0; i < 5; i++) {
      vectors.add(vectors.get(i * 7).clone());
    }

    List<NearPair> found = pairs(Vectors.ids("id-", vectors.size()), vectors, threshold);

    assertThat(found).hasSizeGreaterThanOrEqualTo(5).isEqualTo(bruteForce(vectors, threshold));
  }

  @Test
  void aClusterLargerThanAnyFirstLookIsWhole() {
    List<float[]> vectors = Vectors.planted(4, PARTS, 100, 1, 150, 0.05);

    List<NearPair> found = pairs(Vectors.ids("", vectors.size()), vectors, 0.92);

    assertThat(found).hasSize(150 * 149 / 2).isEqualTo(bruteForce(vectors, 0.92));
  }

  @Test
  void equalVectorsHaveACosineOfExactlyOne() {
    float[] vector = Vectors.planted(5, PARTS, 1, 0, 0, 0).get(0);

    assertThat(pairs(List.of("a", "b"), List.of(vector, vector.clone()), 1.0))
        .containsExactly(new NearPair(0, 1, 1.0));
  }

  @Test
  void idsThatDifferInCaseOrHoldAnyCharacterAreDifferentIds() {
    List<String> ids = List.of("fix", "FIX", "fix \"ü\" \n\u0001", "fíx/../?#%20");
    float[] vector = Vectors.of(PARTS, 1, 2);

    List<NearPair> found = pairs(ids, List.of(vector, vector, vector, vector), 0.92);

    assertThat(found).hasSize(6);
  }

  @Test
  void nothingAndOneVectorHaveNoPairs() {
    assertThat(pairs(List.of(), List.of(), 0.8)).isEmpty();
    assertThat(pairs(List.of("a"), List.of(Vectors.of(PARTS, 1)), 0.8)).isEmpty();
  }

  @Test
  void twoVectorsAreAPairOrNone() {
    List<String> ids = List.of("a", "b");

    assertThat(pairs(ids, List.of(Vectors.of(PARTS, 1), Vectors.of(PARTS, 0, 1)), 0.8)).isEmpty();
    assertThat(pairs(ids, List.of(Vectors.of(PARTS, 3, 4), Vectors.of(PARTS, 4, 3)), 0.95))
        .singleElement()
        .satisfies(pair -> assertThat(pair.cosine()).isCloseTo(0.96, within(1e-7)));
  }

  @Test
  void vectorsOfZerosAreNearNothing() {
    float[] zeros = new float[PARTS];
    float[] one = Vectors.of(PARTS, 1);
    List<String> ids = List.of("a", "b", "c", "d", "e");

    assertThat(pairs(ids, List.of(zeros, one, zeros, one.clone(), zeros), -1))
        .containsExactly(new NearPair(1, 3, 1.0));
    assertThat(pairs(ids, List.of(zeros, zeros, zeros, one, zeros), 0)).isEmpty();
  }

  @Test
  void askingAgainTellsTheSame() {
    List<float[]> vectors = Vectors.planted(6, PARTS, 50, 5, 5, 0.1);
    List<String> ids = Vectors.ids("id-", vectors.size());
    VectorStore store = store("one");

    assertThat(store.pairs(ACME, ids, vectors, 0.9))
        .isNotEmpty()
        .isEqualTo(store.pairs(ACME, ids, vectors, 0.9));
  }

  @Test
  void aBuildSeesNothingOfTheOneBefore() {
    List<float[]> vectors = Vectors.planted(7, PARTS, 20, 4, 6, 0.1);
    VectorStore store = store("one");
    store.pairs(ACME, Vectors.ids("old-", vectors.size()), vectors, 0.9);
    List<float[]> fewer = vectors.subList(0, 10);

    List<NearPair> others = store.pairs(ACME, Vectors.ids("new-", 10), fewer, 0.9);
    List<NearPair> same = store.pairs(ACME, Vectors.ids("old-", 10), fewer, 0.9);

    assertThat(others).isEqualTo(bruteForce(fewer, 0.9));
    assertThat(same).isEqualTo(bruteForce(fewer, 0.9));
  }

  @Test
  void anIdWithAnotherVectorThanBeforeHasTheNewOne() {
    float[] one = Vectors.of(PARTS, 1);
    float[] other = Vectors.of(PARTS, 0, 1);
    List<String> ids = List.of("a", "b");

    assertThat(pairs(ids, List.of(one, other), 0.9)).isEmpty();
    assertThat(pairs(ids, List.of(other, other), 0.9)).hasSize(1);
    assertThat(pairs(ids, List.of(other, one), 0.9)).isEmpty();
  }

  @Test
  void clientsDoNotSeeEachOther() {
    List<float[]> vectors = Vectors.planted(8, PARTS, 20, 4, 6, 0.1);
    List<String> ids = Vectors.ids("id-", vectors.size());
    VectorStore store = store("one");
    store.pairs(ACME, ids, vectors, 0.9);
    List<float[]> apart = List.of(vectors.get(0), Vectors.of(PARTS, 1));

    assertThat(store.pairs(BOLT, List.of("id-0", "x"), apart, 0.9)).isEmpty();
    assertThat(store.pairs(ACME, ids, vectors, 0.9)).isEqualTo(bruteForce(vectors, 0.9));
  }

  @Test
  void anotherEmbedderMayHaveAnotherDimension() {
    List<String> ids = List.of("a", "b");
    float[] narrow = Vectors.of(8, 1);
    float[] wide = Vectors.of(40, 1);
    List<NearPair> one = List.of(new NearPair(0, 1, 1.0));

    assertThat(store("small").pairs(ACME, ids, List.of(narrow, narrow), 0.9)).isEqualTo(one);
    assertThat(store("large").pairs(ACME, ids, List.of(wide, wide), 0.9)).isEqualTo(one);
    assertThat(store("small").pairs(ACME, ids, List.of(wide, wide), 0.9)).isEqualTo(one);
  }
}

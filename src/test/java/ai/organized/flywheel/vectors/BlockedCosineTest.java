package ai.organized.flywheel.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.BrokenException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockedCosineTest extends VectorStoreContract {
  @Override
  protected VectorStore store(String fingerprint) {
    return new BlockedCosine();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyNumberOfVectorsAndPartsIsComparedInFull(long seed) {
    int parts = 1 + (int) seed * 37; // never a multiple of the block or of its lanes alone
    List<float[]> vectors = Vectors.planted(seed, parts, (int) seed * 97, 20, 8, 0.3);
    List<String> ids = Vectors.ids("", vectors.size());

    assertThat(new BlockedCosine().pairs(ACME, ids, vectors, 0.8))
        .isNotEmpty()
        .isEqualTo(bruteForce(vectors, 0.8));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void twoListsAreComparedInFullAndTheNearestPairIsRemembered(long seed) {
    List<float[]> all = Vectors.planted(seed, 30, 600, 20, 5, 0.3);
    List<float[]> left = all.subList(0, 90);
    List<float[]> right = all.subList(90, all.size());
    List<NearPair> expected = new ArrayList<>();
    for (NearPair pair : bruteForce(all, -1)) {
      if (pair.first() < 90 && pair.second() >= 90) {
        expected.add(new NearPair(pair.first(), pair.second() - 90, pair.cosine()));
      }
    }
    List<NearPair> found = new ArrayList<>();

    CrossCompared cross =
        BlockedCosine.cross(left, right, 0.8, (a, b, cos) -> found.add(new NearPair(a, b, cos)));

    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().filter(pair -> pair.cosine() >= 0.8).toList());
    NearPair nearest =
        expected.stream().reduce((a, b) -> b.cosine() > a.cosine() ? b : a).orElseThrow();
    assertThat(cross)
        .isEqualTo(
            new CrossCompared(
                90L * right.size(), nearest.first(), nearest.second(), nearest.cosine()));
  }

  @Test
  void theNearestPairIsRememberedAlsoWhenItIsNotNear() {
    CrossCompared cross =
        BlockedCosine.cross(
            List.of(Vectors.of(3, 1)),
            List.of(new float[3], Vectors.of(3, -1), Vectors.of(3, 0, 1), Vectors.of(3, 0, 0, 1)),
            0.9,
            (a, b, cosine) -> {
              throw new AssertionError("none is near");
            });

    assertThat(cross).isEqualTo(new CrossCompared(3, 0, 2, 0));
  }

  @Test
  void nothingComparedIsNothingNear() {
    CrossCompared none = new CrossCompared(0, -1, -1, -1);
    List<float[]> one = List.of(Vectors.of(3, 1));

    assertThat(cross(List.of(), one)).isEqualTo(none);
    assertThat(cross(one, List.of())).isEqualTo(none);
    assertThat(cross(one, List.of(new float[3]))).isEqualTo(none);
  }

  private static CrossCompared cross(List<float[]> left, List<float[]> right) {
    return BlockedCosine.cross(left, right, 0, (a, b, cosine) -> {});
  }

  @Test
  void vectorsOfDifferentLengthAndNoNumbersAreOurMistake() {
    List<String> ids = List.of("a", "b");
    float[] none = {Float.NaN, 1};

    assertThatThrownBy(
            () -> new BlockedCosine().pairs(ACME, ids, List.of(new float[2], new float[3]), 0.9))
        .isInstanceOf(BrokenException.class)
        .hasMessageContaining("2 and of 3 parts");
    assertThatThrownBy(() -> new BlockedCosine().pairs(ACME, ids, List.of(none, none), 0.9))
        .isInstanceOf(BrokenException.class)
        .hasMessageContaining("no number");
  }
}

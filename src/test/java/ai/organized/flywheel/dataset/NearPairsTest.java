package ai.organized.flywheel.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearPairsTest {
  private static final List<String> FEW_WORDS =
      List.of("tag", "fires", "twice", "on", "the", "page", "AW-1", "not");

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  private static List<long[]> texts(long seed) {
    RandomTexts texts = new RandomTexts(seed);
    List<String> all = new ArrayList<>(List.of("", "!?"));
    for (int i = 0; i < 120; i++) {
      switch (texts.upTo(3)) {
        case 0 -> all.add(texts.textOf(FEW_WORDS, texts.upTo(8)));
        case 1 -> all.add(texts.text(1 + texts.upTo(70)));
        default -> all.add(texts.nearCopy(texts.oneOf(all)));
      }
    }
    return all.stream().map(Shingles::of).toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void findsExactlyThePairsThatComparingAllWithAllFinds(long seed) {
    List<long[]> texts = texts(seed);
    for (double threshold : new double[] {0.05, 0.3, 0.5, 2 / 3.0, 0.8, 0.85, 0.92, 1}) {
      NearPairs near = new NearPairs(threshold);
      Set<String> found = new TreeSet<>();
      for (int i = 0; i < texts.size(); i++) {
        int one = i;
        near.add(
            texts.get(i),
            (other, similarity) ->
                assertThat(found.add(other + "-" + one + " " + similarity))
                    .as("each pair is told once")
                    .isTrue());
      }
      assertThat(found).as("threshold %s", threshold).isEqualTo(bruteForce(texts, threshold));
    }
  }

  private static Set<String> bruteForce(List<long[]> texts, double threshold) {
    Set<String> pairs = new TreeSet<>();
    for (int i = 0; i < texts.size(); i++) {
      for (int j = 0; j < i; j++) {
        double similarity = Shingles.jaccard(texts.get(i), texts.get(j));
        if (similarity >= threshold) {
          pairs.add(j + "-" + i + " " + similarity);
        }
      }
    }
    return pairs;
  }

  /** 17 of 20 shingles is 0.85 to the digit, and 0.85 · 20 is a little more than 17. */
  @Test
  void aPairExactlyAtTheThresholdIsFound() {
    long[] twenty = LongStream.range(0, 20).toArray();
    long[] lastSeventeen = LongStream.range(3, 20).toArray();
    List<Double> found = new ArrayList<>();
    NearPairs near = new NearPairs(0.85);
    near.add(twenty, (other, similarity) -> {});

    near.near(lastSeventeen, (other, similarity) -> found.add(similarity));

    assertThat(found).containsExactly(0.85);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void theEndsOfTheScaleAreThresholdsToo(double threshold) {
    long[] shingles = Shingles.of("the tag fires twice on every page");
    List<Double> found = new ArrayList<>();
    NearPairs near = new NearPairs(threshold);

    near.add(shingles, (other, similarity) -> found.add(similarity));
    near.add(shingles, (other, similarity) -> found.add(similarity));

    assertThat(found).containsExactly(1.0);
  }

  @Test
  void lookingLeavesNoTrace() {
    long[] shingles = Shingles.of("publish the workspace");
    NearPairs near = new NearPairs(0.85);
    near.near(shingles, (other, similarity) -> {});

    List<Integer> found = new ArrayList<>();
    near.near(shingles, (other, similarity) -> found.add(other));

    assertThat(found).isEmpty();
  }
}

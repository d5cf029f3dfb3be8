package ai.organized.flywheel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.bench.PlantedExample.Truth;
import ai.organized.flywheel.near.FixDetails;
import ai.organized.flywheel.near.Similarity;
import ai.organized.flywheel.near.UniqueTexts;
import ai.organized.flywheel.near.UniqueTexts.Outcome;
import ai.organized.flywheel.near.Words;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlantedExamplesTest {
  private static final int MANY = 10_000;

  private static List<PlantedExample> examples(long seed) {
    return new PlantedExamples(seed).stream(MANY).toList();
  }

  /** Numbers of the examples that are dropped when they are offered best first. */
  private static BitSet dropped(List<PlantedExample> examples) {
    UniqueTexts unique = new UniqueTexts(0.85, 1_000);
    BitSet dropped = new BitSet();
    Comparator<PlantedExample> bestFirst = Comparator.comparingDouble(example -> -example.score());
    Comparator<Integer> numbers = Comparator.comparing(examples::get, bestFirst);
    for (int number : IntStream.range(0, MANY).boxed().sorted(numbers).toList()) {
      Outcome outcome = unique.offer(examples.get(number).solution(), (place, similarity) -> {});
      if (!(outcome instanceof Outcome.Kept)) {
        dropped.set(number);
      }
    }
    return dropped;
  }

  /** Recall: planted near-duplicates of which not both stay, they and what they were made from. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whatWasPlantedIsFoundAndNothingElseIsDropped(long seed) {
    List<PlantedExample> examples = examples(seed);
    BitSet dropped = dropped(examples);
    BitSet planted = new BitSet();
    int near = 0;
    int found = 0;
    int hard = 0;
    int kept = 0;
    for (int i = 0; i < MANY; i++) {
      PlantedExample example = examples.get(i);
      if (example.truth() == Truth.NEAR_DUPLICATE) {
        near++;
        found += dropped.get(i) || dropped.get(example.of()) ? 1 : 0;
        planted.set(i);
        planted.set(example.of());
      } else if (example.truth() == Truth.HARD_NEGATIVE) {
        hard++;
        kept += dropped.get(i) ? 0 : 1;
      }
    }
    BitSet right = (BitSet) dropped.clone();
    right.and(planted);

    assertThat(found / (double) near).as("recall").isGreaterThanOrEqualTo(0.97);
    assertThat(right.cardinality() / (double) dropped.cardinality())
        .as("precision")
        .isGreaterThanOrEqualTo(0.99);
    assertThat(kept / (double) hard).as("hard negatives kept").isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void everyExampleIsWhatItSays() {
    List<PlantedExample> examples = examples(4);
    for (PlantedExample example : examples) {
      assertThat(Words.of(example.solution())).hasSizeBetween(30, 61);
      if (example.truth() != Truth.ORIGINAL) {
        String original = examples.get(example.of()).solution();
        assertThat(examples.get(example.of()).truth()).isEqualTo(Truth.ORIGINAL);
        assertThat(Similarity.between(original, example.solution()))
            .isGreaterThanOrEqualTo(0.85)
            .isLessThan(1);
        assertThat(FixDetails.of(original).equals(FixDetails.of(example.solution())))
            .isEqualTo(example.truth() == Truth.NEAR_DUPLICATE);
      }
    }
    assertThat(share(examples, Truth.NEAR_DUPLICATE)).isBetween(0.18, 0.22);
    assertThat(share(examples, Truth.HARD_NEGATIVE)).isBetween(0.015, 0.025);
  }

  private static double share(List<PlantedExample> examples, Truth truth) {
    return examples.stream().filter(example -> example.truth() == truth).count() / (double) MANY;
  }

  @Test
  void anExampleIsTheSameWhereverOneBegins() {
    PlantedExample example = examples(5).get(777);

    assertThat(new PlantedExamples(5).example(777)).isEqualTo(example);
    assertThat(new PlantedExamples(6).example(777)).isNotEqualTo(example);
  }

  @Test
  void noOrdinaryWordIsADetailAndNoneStandsTwice() {
    assertThat(PlantedWords.ORDINARY)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(400)
        .allMatch(word -> FixDetails.of(word).said().isEmpty());
  }
}

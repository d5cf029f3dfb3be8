package ai.organized.flywheel.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.dataset.PreferencePairs.LeftOut;
import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.validate.LeakageMarkers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreferencePairsTest {
  private static final String WHY = "Why does the purchase tag fire twice?";
  private static final String GOOD = "Fire the tag on the order confirmation alone, once an order.";
  private static final String BAD =
      "Ask somebody whether this is normal and look again in a month.";

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  private static PreferenceRules rules(Predicate<Example> near) {
    return new PreferenceRules(0.75, 0.2, 0.85, near, LeakageMarkers::in);
  }

  private static PreferencePairs pairs(Example... examples) {
    return PreferencePairs.of(List.of(examples), rules(e -> false));
  }

  private static Example example(String name, String question, String answer, double score) {
    return Examples.of(name, 0, question, answer, score);
  }

  @Test
  void aGoodAndABadAnswerToTheSameProblemAreAPair() {
    PreferencePairs found =
        pairs(
            example("g", WHY, GOOD, 0.9),
            example("b", "why does the purchase tag fire twice", BAD, 0.3));

    assertThat(found.pairs()).hasSize(1);
    assertThat(found.problems()).isEqualTo(1);
    assertThat(found.leftOut()).isEmpty();
    PreferencePair pair = found.pairs().get(0);
    assertThat(pair.chosenAnswer()).isEqualTo(GOOD);
    assertThat(pair.rejectedAnswer()).isEqualTo(BAD);
    assertThat(pair.chosenScore()).isEqualTo(0.9);
  }

  @Test
  void theMarginIsInclusiveAndDecimal() {
    assertThat(pairs(example("g", WHY, GOOD, 0.75), example("b", WHY, BAD, 0.55)).pairs())
        .hasSize(1);
    PreferencePairs close = pairs(example("g", WHY, GOOD, 0.75), example("b", WHY, BAD, 0.56));
    assertThat(close.pairs()).isEmpty();
    assertThat(close.leftOut()).isEqualTo(Map.of(LeftOut.BELOW_MARGIN, 1));
  }

  @Test
  void twoGoodAnswersOrTwoBadOnesAreNoChoice() {
    assertThat(pairs(example("g", WHY, GOOD, 1), example("h", WHY, BAD, 0.75)).leftOut())
        .isEqualTo(Map.of(LeftOut.NO_CHOICE, 1));
    assertThat(pairs(example("g", WHY, GOOD, 0.7), example("h", WHY, BAD, 0.1)).leftOut())
        .isEqualTo(Map.of(LeftOut.NO_CHOICE, 1));
  }

  @Test
  void nearlyTheSameAnswerIsNoChoice() {
    String longer = GOOD + " " + GOOD + " " + GOOD;
    assertThat(
            pairs(example("g", WHY, longer, 0.9), example("b", WHY, longer + " Really.", 0.1))
                .leftOut())
        .isEqualTo(Map.of(LeftOut.TOO_ALIKE, 1));
  }

  @Test
  void anAnswerThatIsGoodAndBadAtOnceIsOnNoSide() {
    PreferencePairs found =
        pairs(
            example("g", WHY, GOOD, 0.9),
            example("b", WHY, GOOD + " ", 0.1),
            example("c", WHY, BAD, 0.1));

    assertThat(found.pairs()).isEmpty();
    assertThat(found.leftOut()).containsEntry(LeftOut.CONTRADICTORY, 2);
  }

  @Test
  void whatTellsItsScoreOrIsNearAQuestionIsLeftOut() {
    Example leaky = example("g", WHY, GOOD + " Score: 0.92", 0.92);
    assertThat(pairs(leaky, example("b", WHY, BAD, 0.1)).leftOut()).containsEntry(LeftOut.LEAKY, 1);

    Example good = example("g", WHY, GOOD, 0.9);
    PreferencePairs near =
        PreferencePairs.of(
            List.of(good, example("b", WHY, BAD, 0.1)),
            rules(new NearQuestions(List.of(good), 0.85)));
    assertThat(near.pairs()).isEmpty();
    assertThat(near.leftOut()).isEqualTo(Map.of(LeftOut.NEAR_QUESTION, 2));
  }

  @Test
  void theBestStandsAgainstTheWorstAndOfOneProblemAreOnlyFew() {
    RandomTexts texts = new RandomTexts(7);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      examples.add(example("g" + i, WHY, texts.text(20), 0.8 + i / 100.0));
      examples.add(example("b" + i, WHY, texts.text(20), 0.1 + i / 100.0));
    }
    PreferencePairs found = PreferencePairs.of(examples, rules(e -> false));

    assertThat(found.pairs()).hasSize(PreferencePairs.MOST_OF_ONE);
    assertThat(found.pairs().get(0).chosenScore()).isEqualTo(0.89);
    assertThat(found.pairs().get(0).rejectedScore()).isEqualTo(0.1);
    assertThat(found.pairs().get(1).chosenScore()).isEqualTo(0.88);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderOfTheExamplesDoesNotMatterAndNoAnswerIsUsedTwice(long seed) {
    RandomTexts texts = new RandomTexts(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String question = "problem of the shop number " + texts.upTo(8);
      String answer = texts.text(4 + texts.upTo(6));
      examples.add(Examples.of(seed + "/" + i, i, question, answer, texts.upTo(101) / 100.0));
    }
    PreferenceRules rules = rules(e -> false);
    PreferencePairs found = PreferencePairs.of(examples, rules);

    assertThat(PreferencePairs.of(Examples.shuffled(examples, seed), rules)).isEqualTo(found);
    assertThat(found.pairs())
        .isNotEmpty()
        .allMatch(p -> p.chosenScore() >= 0.75 && p.rejectedScore() < 0.75)
        .allMatch(p -> p.chosenScore() - p.rejectedScore() >= 0.2 - 1e-9);
    assertThat(found.pairs().stream().map(PreferencePair::chosen)).doesNotHaveDuplicates();
    assertThat(found.pairs().stream().map(PreferencePair::rejected)).doesNotHaveDuplicates();
  }
}

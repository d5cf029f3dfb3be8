package ai.organized.flywheel.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values were worked out from the textbook formulas, not with the library. */
class ScorecardStatisticsTest {
  private static Scorecard card(int questions, int recalled) {
    List<String> letters =
        IntStream.range(0, questions).mapToObj(i -> String.valueOf((char) ('a' + i))).toList();
    List<String> answers =
        IntStream.range(0, questions).mapToObj(i -> i < recalled ? letters.get(i) : "").toList();
    return Scoring.score(
        new ScoreAnswers(new LetterEmbedder()), letters, answers.stream().map(List::of).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "10, 8, 0.490162, 0.943318",
    "10, 0, 0, 0.277533",
    "10, 10, 0.722467, 1",
    "20, 15, 0.531299, 0.888138",
    "12, 5, 0.193260, 0.680489"
  })
  void theIntervalIsWilsons(int questions, int recalled, double low, double high) {
    Scorecard card = card(questions, recalled);

    assertThat(card.low()).isCloseTo(low, within(1e-6)).isGreaterThanOrEqualTo(0);
    assertThat(card.high()).isCloseTo(high, within(1e-6)).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0, 1",
    "10, 3, 0.0701908264",
    "10, 4, 0.0127951984",
    "10, 10, 1e-10",
    "20, 3, 0.0754836738",
    "20, 4, 0.0159015260",
    "2, 1, 0.75",
    "2, 2, 0.25"
  })
  void theChanceOfGuessingThatManyOrMoreIsTheExactBinomial(
      int questions, int recalled, double chance) {
    assertThat(card(questions, recalled).pChance()).isCloseTo(chance, within(1e-9));
  }
}

package ai.organized.flywheel.evaluate.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreIntervalTest {
  /**
   * T. Tango, Statistics in Medicine 17, 1998, 891–908 (44 and 32 pairs); M. W. Fagerland, S.
   * Lydersen and P. Laake, Statistics in Medicine 33, 2014, 2850–2875 (21 pairs, their table II).
   */
  @ParameterizedTest
  @CsvSource({
    "44, 1, 0, 0.90, -0.096, 0.037",
    "32, 3, 9, 0.95, -0.027, 0.390",
    "21, 7, 1, 0.95, -0.517, -0.026"
  })
  void itGivesThePublishedLimits(
      int questions, int worse, int better, double confidence, double low, double high) {
    ScoreInterval interval = ScoreInterval.of(Pairs.of(questions, worse, better), confidence);

    assertThat(interval.low()).isCloseTo(low, within(0.0006));
    assertThat(interval.high()).isCloseTo(high, within(0.0006));
  }

  /** Then it is the score interval of a share of which none was seen: z² ÷ (n + z²). */
  @ParameterizedTest
  @CsvSource({"10, 0.277533", "20, 0.161125", "50, 0.071348"})
  void itKeepsItsWidthWhenBothAnswerAlike(int questions, double width) {
    ScoreInterval interval = ScoreInterval.of(Pairs.of(questions, 0, 0), 0.95);

    assertThat(interval.low()).isCloseTo(-width, within(1e-6));
    assertThat(interval.high()).isCloseTo(width, within(1e-6));
  }

  @Test
  void itEndsAtTheWorstAndAtTheBest() {
    assertThat(ScoreInterval.of(Pairs.of(10, 10, 0), 0.95).low()).isEqualTo(-1);
    assertThat(ScoreInterval.of(Pairs.of(10, 10, 0), 0.95).high()).isBetween(-0.8, -0.2);
    assertThat(ScoreInterval.of(Pairs.of(10, 0, 10), 0.95).high()).isEqualTo(1);
  }

  @Test
  void aQuestionAskedFiveTimesCountsLikeOneWhenAllAnswersAgree() {
    Differences once = Pairs.of(20, 2, 5);
    Differences fiveTimes = new Differences(5, List.of(2, 0, 0, 0, 0, 13, 0, 0, 0, 0, 5));

    assertThat(ScoreInterval.of(fiveTimes, 0.95).low())
        .isCloseTo(ScoreInterval.of(once, 0.95).low(), within(1e-9));
    assertThat(ScoreInterval.of(fiveTimes, 0.95).high())
        .isCloseTo(ScoreInterval.of(once, 0.95).high(), within(1e-9));
  }

  /** Of 5,000 seeded comparisons; one standard deviation of the share is 0.003. */
  @ParameterizedTest
  @CsvSource({
    "10, 0.6, 0.6",
    "10, 0.6, 0.8",
    "20, 0.8, 0.6",
    "20, 0.9, 0.9",
    "50, 0.6, 0.4",
    "50, 0.6, 0.6"
  })
  void itHoldsTheTruthAsOftenAsItSays(int questions, double other, double candidate) {
    Random random = new Random(7);
    Map<Differences, ScoreInterval> known = new HashMap<>();
    int held = 0;
    for (int pair = 0; pair < 5_000; pair++) {
      int worse = 0;
      int better = 0;
      for (int question = 0; question < questions; question++) {
        boolean ours = random.nextDouble() < candidate;
        boolean theirs = random.nextDouble() < other;
        worse += theirs && !ours ? 1 : 0;
        better += ours && !theirs ? 1 : 0;
      }
      ScoreInterval interval =
          known.computeIfAbsent(
              Pairs.of(questions, worse, better), seen -> ScoreInterval.of(seen, 0.95));
      double truth = candidate - other;
      held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }

    assertThat(held / 5_000.0).isBetween(0.93, 0.985);
  }
}

package ai.organized.flywheel.evaluate.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossTest {
  private static final double LOSS = 0.20;
  private static final double RISK = 0.02;

  @Test
  void withoutADifferenceItIsTheChanceThatNoLossShowed() {
    assertThat(Loss.luck(Pairs.of(10, 0, 0), LOSS)).isCloseTo(Math.pow(0.8, 10), within(1e-9));
    assertThat(Loss.luck(Pairs.of(17, 0, 0), LOSS)).isGreaterThan(RISK);
    assertThat(Loss.luck(Pairs.of(18, 0, 0), LOSS)).isLessThan(RISK);
  }

  @Test
  void whatIsAsBadAsTheLossIsNoLuck() {
    assertThat(Loss.luck(Pairs.of(50, 15, 5), LOSS)).isBetween(0.4, 0.6);
    assertThat(Loss.luck(Pairs.of(50, 25, 5), LOSS)).isGreaterThan(0.98);
    assertThat(Loss.luck(Pairs.of(50, 50, 0), LOSS)).isCloseTo(1, within(1e-9));
  }

  /** Counted out, not simulated: every table, under every share of questions that differ. */
  @ParameterizedTest
  @ValueSource(ints = {10, 12, 14, 17, 18, 20, 30, 50})
  void aCandidateWorseByTheLossPassesAtMostAsOftenAsTheRiskSays(int questions) {
    List<int[]> passing = new ArrayList<>();
    for (int worse = 0; worse <= questions; worse++) {
      for (int better = 0; worse + better <= questions; better++) {
        if (better - worse >= -0.05 * questions
            && Loss.luck(Pairs.of(questions, worse, better), LOSS) <= RISK) {
          passing.add(new int[] {worse, better});
        }
      }
    }

    for (double onlyCandidate = 0; onlyCandidate <= 0.4; onlyCandidate += 0.01) {
      double passed = 0;
      for (int[] table : passing) {
        passed += probability(questions, table[0], table[1], onlyCandidate + LOSS, onlyCandidate);
      }
      assertThat(passed).as("%.2f", onlyCandidate).isLessThan(RISK);
    }
  }

  private static double probability(int n, int worse, int better, double pWorse, double pBetter) {
    int same = n - worse - better;
    return Math.exp(
        Gamma.logGamma(n + 1)
            - Gamma.logGamma(worse + 1)
            - Gamma.logGamma(better + 1)
            - Gamma.logGamma(same + 1)
            + times(worse, pWorse)
            + times(better, pBetter)
            + times(same, 1 - pWorse - pBetter));
  }

  private static double times(int count, double probability) {
    return count == 0 ? 0 : count * Math.log(Math.max(probability, 1e-300));
  }

  /** Temperature above 0: every question has its own difficulty for each model. */
  @ParameterizedTest
  @ValueSource(ints = {10, 20, 40})
  void soItIsWithSeveralAnswersToEachQuestion(int questions) {
    int samples = 5;
    Random random = new Random(11);
    Map<Differences, Double> known = new HashMap<>();
    int passed = 0;
    for (int pair = 0; pair < 5_000; pair++) {
      List<Integer> answers = new ArrayList<>();
      for (int question = 0; question < questions; question++) {
        double champion = 0.2 + 0.8 * random.nextDouble();
        answers.add(
            recalled(random, samples, champion - LOSS) - recalled(random, samples, champion));
      }
      Differences seen = Differences.of(samples, answers);
      passed += known.computeIfAbsent(seen, s -> Loss.luck(s, LOSS)) <= RISK ? 1 : 0;
    }

    assertThat(passed / 5_000.0).isLessThan(0.03);
  }

  private static int recalled(Random random, int samples, double probability) {
    int recalled = 0;
    for (int i = 0; i < samples; i++) {
      recalled += random.nextDouble() < probability ? 1 : 0;
    }
    return recalled;
  }
}

package ai.organized.flywheel.evaluate.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignFlipTest {
  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @Test
  void withOneAnswerToEachQuestionItIsExactMcNemar() {
    BinomialTest binomial = new BinomialTest();
    for (int worse = 0; worse <= 30; worse++) {
      for (int better = 0; better <= 30; better++) {
        int one = worse + better;
        if (one == 0) {
          continue;
        }
        Differences seen = Pairs.of(100, worse, better);
        double less = binomial.binomialTest(one, better, 0.5, AlternativeHypothesis.LESS_THAN);
        double more = binomial.binomialTest(one, better, 0.5, AlternativeHypothesis.GREATER_THAN);
        assertThat(SignFlip.worse(seen)).isCloseTo(less, within(1e-12));
        assertThat(SignFlip.better(seen)).isCloseTo(more, within(1e-12));
        // The library's two-sided test counts wrongly where both are equally many.
        assertThat(SignFlip.either(seen))
            .isCloseTo(Math.min(1, 2 * Math.min(less, more)), within(1e-12));
      }
    }
  }

  /** R. A. Fisher, The Design of Experiments, §21: 863 of 32,768 sums reach Darwin's 314. */
  @Test
  void itGivesFishersResultForDarwinsPlants() {
    Differences darwin =
        Differences.of(75, List.of(49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48));

    assertThat(darwin.net()).isEqualTo(314);
    assertThat(SignFlip.better(darwin)).isCloseTo(863 / 32_768.0, within(1e-12));
    assertThat(SignFlip.either(darwin)).isCloseTo(1_726 / 32_768.0, within(1e-12));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void itCountsEveryFlipOfEverySign(long seed) {
    Random random = new Random(seed);
    int samples = 1 + random.nextInt(5);
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(12); i++) {
      answers.add(random.nextInt(2 * samples + 1) - samples);
    }
    Differences seen = Differences.of(samples, answers);
    int low = 0;
    int away = 0;
    int flips = 1 << answers.size();
    for (int flip = 0; flip < flips; flip++) {
      int sum = 0;
      for (int i = 0; i < answers.size(); i++) {
        sum += (flip >> i & 1) == 1 ? answers.get(i) : -answers.get(i);
      }
      low += sum <= seen.net() ? 1 : 0;
      away += Math.abs(sum) >= Math.abs(seen.net()) ? 1 : 0;
    }

    assertThat(SignFlip.worse(seen)).isCloseTo((double) low / flips, within(1e-12));
    assertThat(SignFlip.either(seen)).isCloseTo((double) away / flips, within(1e-12));
    assertThat(SignFlip.better(seen)).isEqualTo(SignFlip.worse(seen.mirrored()));
  }

  @Test
  void modelsThatAnswerAlikeDifferByNothing() {
    assertThat(SignFlip.worse(Pairs.of(10, 0, 0))).isEqualTo(1);
    assertThat(SignFlip.either(Pairs.of(10, 0, 0))).isEqualTo(1);
    assertThat(SignFlip.either(Pairs.of(10, 3, 3))).isEqualTo(1);
  }
}

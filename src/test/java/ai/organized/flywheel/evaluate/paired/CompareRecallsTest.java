package ai.organized.flywheel.evaluate.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.organized.flywheel.evaluate.paired.PairedTest.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompareRecallsTest {
  private final CompareRecalls compare = new CompareRecalls(0.05, 0.20, 0.02);

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0, 0, UNCLEAR, 18",
    "14, 0, 0, UNCLEAR, 18",
    "17, 0, 0, UNCLEAR, 18",
    "18, 0, 0, SHOWN_NOT_WORSE,",
    "10, 0, 4, SHOWN_NOT_WORSE,",
    "10, 1, 0, UNCLEAR, 45",
    "10, 4, 0, UNCLEAR, 12",
    "10, 5, 0, SHOWN_WORSE,",
    "50, 10, 10, SHOWN_NOT_WORSE,",
    "50, 15, 15, UNCLEAR, 68",
    "50, 20, 9, SHOWN_WORSE,",
    "50, 5, 15, SHOWN_NOT_WORSE,"
  })
  void whatIsShownAndWhatWouldDecide(
      int questions, int worse, int better, Standing standing, Integer deciding) {
    PairedTest seen = compare.of(Pairs.of(questions, worse, better));

    assertThat(seen.standing()).isEqualTo(standing);
    assertThat(seen.decidingQuestions().isPresent()).isEqualTo(deciding != null);
    if (deciding != null) {
      assertThat(seen.decidingQuestions().getAsInt()).isEqualTo(deciding);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theRuleIsTheCoreAndAllNumbersAgree(long seed) {
    Random random = new Random(seed);
    int samples = 1 + random.nextInt(4);
    List<Integer> answers = new ArrayList<>();
    for (int question = 0; question < 2 + random.nextInt(60); question++) {
      answers.add(random.nextInt(2 * samples + 1) - samples);
    }
    PairedTest seen = compare.of(Differences.of(samples, answers));

    assertThat(seen.rulePassed()).isEqualTo(seen.delta() >= -0.05 - 1e-6);
    if (seen.standing() == Standing.SHOWN_NOT_WORSE) {
      assertThat(seen.rulePassed()).isTrue();
      assertThat(seen.luck()).isLessThanOrEqualTo(0.02);
    }
    if (seen.standing() == Standing.SHOWN_WORSE) {
      assertThat(seen.rulePassed()).isFalse();
      assertThat(seen.high()).isLessThan(0.05);
    }
    assertThat(seen.low()).isBetween(-1.0, seen.delta());
    assertThat(seen.high()).isBetween(seen.delta(), 1.0);
    if (seen.delta() <= 0) {
      assertThat(seen.pEither()).isBetween(seen.pWorse(), 1.0);
    }
    seen.decidingQuestions().ifPresent(n -> assertThat(n).isGreaterThan(seen.questions()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void moreRecalledIsNeverJudgedWorse(long seed) {
    Random random = new Random(seed);
    List<Integer> answers = new ArrayList<>();
    for (int question = 0; question < 5 + random.nextInt(40); question++) {
      answers.add(random.nextInt(3) - 1);
    }
    PairedTest before = compare.of(Differences.of(1, answers));
    int raised = random.nextInt(answers.size());
    answers.set(raised, Math.min(1, answers.get(raised) + 1));
    PairedTest after = compare.of(Differences.of(1, answers));

    if (before.standing() == Standing.SHOWN_NOT_WORSE) {
      assertThat(after.standing()).isEqualTo(Standing.SHOWN_NOT_WORSE);
    }
    if (after.standing() == Standing.SHOWN_WORSE) {
      assertThat(before.standing()).isEqualTo(Standing.SHOWN_WORSE);
    }
  }

  @Test
  void fiveQuestionsAreTheLeastThatShowAnything() {
    assertThat(SmallestEffect.of(10, 1, 0.05)).isEqualTo(OptionalDouble.of(0.5));
    assertThat(SmallestEffect.of(50, 1, 0.05)).isEqualTo(OptionalDouble.of(0.1));
    assertThat(SmallestEffect.of(4, 1, 0.05)).isEmpty();
    assertThat(SmallestEffect.of(10, 5, 0.05).getAsDouble()).isCloseTo(0.1, within(1e-12));
    assertThat(SignFlip.worse(Pairs.of(10, 5, 0))).isLessThanOrEqualTo(0.05);
    assertThat(SignFlip.worse(Pairs.of(10, 4, 0))).isGreaterThan(0.05);
  }

  @Test
  void differencesNeedQuestionsAndFitTheirSamples() {
    assertThatThrownBy(() -> Differences.of(1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Differences.of(1, List.of(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a difference of 2 answers of 1");
  }
}

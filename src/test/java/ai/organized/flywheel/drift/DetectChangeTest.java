package ai.organized.flywheel.drift;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.telemetry.LiveAnswer;
import ai.organized.flywheel.telemetry.LiveAnswer.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetectChangeTest {
  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  private static LiveAnswer answer(Random random, double failing, double fallingBack) {
    boolean fallback = random.nextDouble() < fallingBack;
    return new LiveAnswer(
        Instant.EPOCH,
        Optional.of(2),
        fallback ? "fallback" : "champion",
        random.nextDouble() < failing ? Outcome.FAILED : Outcome.ANSWERED,
        OptionalLong.of(Math.round(100 * Math.exp(0.5 * random.nextGaussian()))),
        100);
  }

  private static List<LiveAnswer> answers(Random random, int many, double failing) {
    List<LiveAnswer> answers = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      answers.add(answer(random, failing, 0));
    }
    return answers;
  }

  private static List<Double> said(Random random, int many, double mean) {
    return DoubleStream.generate(() -> mean + 0.1 * random.nextGaussian())
        .limit(many)
        .map(value -> Math.max(0, Math.min(1, value)))
        .boxed()
        .toList();
  }

  private static List<Signal> signals(List<Change> changes) {
    return changes.stream().map(Change::signal).toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatStaysAsItWasIsNoChange(long seed) {
    Random random = new Random(seed);
    double failing = 0.02 * random.nextDouble();
    Live before = new Live(answers(random, 1_000, failing), said(random, 60, 0.8));
    Live now = new Live(answers(random, 3_000, failing), said(random, 150, 0.8));

    assertThat(DetectChange.in(now, Optional.of(before))).isEmpty();
    assertThat(DetectChange.in(now, Optional.empty())).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aPlantedRiseOfErrorsIsFoundWithItsFiguresAndNothingElseIs(long seed) {
    Random random = new Random(seed);
    double failing = 0.3 + 0.6 * random.nextDouble();
    List<LiveAnswer> answers = answers(random, 300 + random.nextInt(2_000), 0.01);
    answers.addAll(answers(random, 150, failing));

    List<Change> changes = DetectChange.in(new Live(answers, List.of()), Optional.empty());

    assertThat(signals(changes)).containsExactly(Signal.ERRORS);
    assertThat(changes.get(0).after()).isBetween(failing - 0.35, failing + 0.2);
    assertThat(changes.get(0).before()).isLessThan(0.05);
  }

  @Test
  void whatWasBadFromTheBeginningIsNotUsual() {
    Live bad = new Live(answers(new Random(1), 60, 0.9), List.of());

    Change change = DetectChange.in(bad, Optional.empty()).get(0);

    assertThat(change.evidence())
        .startsWith("error rate 87 ")
        .endsWith("% of the last 60 answers; more than 5 % is never usual");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aPlantedFallOfAcceptanceIsFound(long seed) {
    Random random = new Random(seed);
    List<Double> said = new ArrayList<>(said(random, 40, 0.8));
    said.addAll(said(random, 25, 0.3));

    assertThat(signals(DetectChange.in(new Live(List.of(), said), Optional.empty())))
        .containsExactly(Signal.ACCEPTANCE);
  }

  /** The height is never below 0, never above its cap, and an alarm ends when the change does. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aSumStaysWithinItsBounds(long seed) {
    Random random = new Random(seed);
    Cusum cusum = new Cusum(1 + 20 * random.nextDouble());
    Cusum.State state = Cusum.START;
    for (int i = 0; i < 1_000; i++) {
      state = cusum.next(state, 5 * random.nextGaussian());
      assertThat(state.height()).isBetween(0.0, 1.25 * cusum.threshold());
      assertThat(state.since() == 0).isEqualTo(state.height() == 0);
    }
    for (int i = 0; i < 200; i++) {
      state = cusum.next(state, -1);
    }
    assertThat(cusum.isAlarm(state)).isFalse();
  }
}

package ai.organized.flywheel.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** How often the detectors alarm for nothing, and how soon when something changed: simulated. */
class DetectorRatesTest {
  private static final int RUNS = 400;
  private static final int LONG = 10_000;

  /** Observations until the alarm; empty: none among so many. */
  private static OptionalInt untilAlarm(Cusum cusum, DoubleSupplier steps, int most) {
    Cusum.State state = Cusum.START;
    for (int n = 1; n <= most; n++) {
      state = cusum.next(state, steps.getAsDouble());
      if (cusum.isAlarm(state)) {
        return OptionalInt.of(n);
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt ofRate(Random random, double usual, double now, int first, int most) {
    int failed = 0;
    for (int i = 0; i < first; i++) {
      failed += random.nextDouble() < usual ? 1 : 0;
    }
    RateChange change = RateChange.from(failed, first, 0.05);
    return untilAlarm(RateChange.CUSUM, () -> change.step(random.nextDouble() < now), most);
  }

  private static double meanDelay(double usual, double now) {
    return DoubleStream.iterate(0, seed -> seed + 1)
        .limit(RUNS)
        .map(seed -> ofRate(new Random((long) seed), usual, now, 200, 100_000).orElseThrow())
        .average()
        .orElseThrow();
  }

  private static int falseAlarms(double usual) {
    int alarms = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      alarms += ofRate(new Random(seed), usual, usual, 200, LONG).isPresent() ? 1 : 0;
    }
    return alarms;
  }

  @Test
  void aRateThatStaysAlarmsOnceInAHundredThousandAnswers() {
    for (double usual : new double[] {0, 0.002, 0.005, 0.01, 0.02, 0.04}) {
      double alarms = (double) falseAlarms(usual) / RUNS;
      System.out.printf("rate %.3f: %.3f false alarms in 10,000 answers%n", usual, alarms);
      assertThat(alarms).isLessThanOrEqualTo(0.05);
    }
  }

  @Test
  void aRateThatRoseIsFoundWithinAsManyAnswersAsItTakes() {
    double[][] cases = {{0.01, 1, 15}, {0.01, 0.5, 35}, {0.01, 0.2, 110}, {0.01, 0.1, 350}};
    for (double[] c : cases) {
      double delay = meanDelay(c[0], c[1]);
      System.out.printf("rate %.2f to %.2f: found after %.0f answers%n", c[0], c[1], delay);
      assertThat(delay).isLessThan(c[2]);
    }
  }

  /** Answers' lengths: skewed, and some are very long. */
  private static double length(Random random, double factor) {
    return Math.round(factor * Math.exp(4.5 + 0.6 * random.nextGaussian()));
  }

  private static OptionalInt ofLevel(
      Random random,
      ToDoubleFunction<Random> usual,
      ToDoubleFunction<Random> now,
      boolean said,
      int most) {
    List<Double> first = new ArrayList<>();
    int needed = said ? DetectChange.FIRST_SAID : DetectChange.FIRST_LENGTHS;
    for (int i = 0; i < needed; i++) {
      first.add(usual.applyAsDouble(random));
    }
    Reference reference = new Reference(first);
    double slack = said ? DetectChange.SAID_SLACK : DetectChange.LENGTHS_SLACK;
    LevelChange down = new LevelChange(reference, -1, slack);
    Cusum cusum = said ? DetectChange.SAID : DetectChange.LENGTHS;
    return untilAlarm(cusum, () -> down.step(now.applyAsDouble(random)), most);
  }

  @Test
  void lengthsThatStayAlarmRarelyAndHalfTheLengthIsFoundSoon() {
    int alarms = 0;
    double delay = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      alarms +=
          ofLevel(new Random(seed), r -> length(r, 1), r -> length(r, 1), false, LONG).isPresent()
              ? 1
              : 0;
      delay +=
          ofLevel(new Random(seed), r -> length(r, 1), r -> length(r, 0.5), false, 100_000)
              .orElseThrow();
    }
    System.out.printf(
        "lengths: %.3f false alarms in 10,000 answers; half as long is found after %.0f%n",
        (double) alarms / RUNS, delay / RUNS);
    assertThat((double) alarms / RUNS).isLessThanOrEqualTo(0.05);
    assertThat(delay / RUNS).isLessThan(60);
  }

  /** Thumbs: up for this share, and nothing between. */
  private static ToDoubleFunction<Random> thumbs(double up) {
    return random -> random.nextDouble() < up ? 1 : 0;
  }

  private static ToDoubleFunction<Random> edits(double mean) {
    return random -> Math.max(0, Math.min(1, mean + 0.2 * random.nextGaussian()));
  }

  @Test
  void acceptanceThatStaysAlarmsRarelyAndAFallIsFoundSoon() {
    said("thumbs 0.9 to 0.4", thumbs(0.9), thumbs(0.4));
    said("thumbs 1.0 to 0.4", thumbs(1), thumbs(0.4));
    said("edits 0.8 to 0.4", edits(0.8), edits(0.4));
  }

  private static void said(
      String name, ToDoubleFunction<Random> usual, ToDoubleFunction<Random> fallen) {
    int alarms = 0;
    double delay = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      alarms += ofLevel(new Random(seed), usual, usual, true, 1_000).isPresent() ? 1 : 0;
      delay += ofLevel(new Random(seed), usual, fallen, true, 100_000).orElseThrow();
    }
    System.out.printf(
        "%s: %.3f false alarms in 1,000 said; found after %.0f%n",
        name, (double) alarms / RUNS, delay / RUNS);
    assertThat((double) alarms / RUNS).isLessThanOrEqualTo(0.1);
    assertThat(delay / RUNS).isLessThan(45);
  }
}

package ai.organized.flywheel.evaluate.paired;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How many questions would decide if the shares stay as they are: what is seen grows with the
 * square root of their number, and from there on the exact test itself is asked.
 */
record DecidingQuestions(double worstLoss, double risk) {
  private static final int MOST = 100_000;

  /** Answers beyond which the normal approximation is near enough. */
  private static final int EXACT = 1_000;

  OptionalInt of(Differences seen, boolean rulePassed) {
    return rulePassed
        ? needed(
            seen,
            risk,
            ScoreInterval.deviations(seen, -worstLoss),
            n -> Loss.luck(seen.scaledTo(n), worstLoss) <= risk)
        : needed(
            seen,
            CompareRecalls.SIGNIFICANCE,
            -seen.net() / Math.sqrt(squares(seen)),
            n -> SignFlip.worse(seen.scaledTo(n)) <= CompareRecalls.SIGNIFICANCE);
  }

  private static OptionalInt needed(
      Differences seen, double probability, double deviations, IntPredicate decides) {
    double wanted = new NormalDistribution(0, 1).inverseCumulativeProbability(1 - probability);
    double many = seen.questions() * Math.pow(wanted / deviations, 2);
    if (deviations <= 0 || many > MOST) {
      return OptionalInt.empty();
    }
    int questions = Math.max(seen.questions() + 1, (int) Math.ceil(many));
    while (questions * seen.samples() < EXACT && !decides.test(questions)) {
      questions++;
    }
    return OptionalInt.of(questions);
  }

  private static double squares(Differences seen) {
    double squares = 0;
    for (int i = 0; i < seen.counts().size(); i++) {
      squares += Math.pow(i - seen.samples(), 2) * seen.counts().get(i);
    }
    return squares;
  }
}

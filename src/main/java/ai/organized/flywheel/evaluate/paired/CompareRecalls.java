package ai.organized.flywheel.evaluate.paired;

import ai.organized.flywheel.evaluate.paired.PairedTest.Standing;
import java.util.OptionalInt;

/**
 * Holds a candidate against another model.
 *
 * @param tolerance how far below the other the rule lets it lie
 * @param worstLoss the loss of recall that must not pass unseen
 * @param risk how probable it may be that a candidate worse by that much passes
 */
public record CompareRecalls(double tolerance, double worstLoss, double risk) {
  /** Below this a difference is not explained by noise. */
  public static final double SIGNIFICANCE = 0.05;

  private static final double CONFIDENCE = 0.95;

  /** Recalls are counts over the same number of questions: one part in a million is rounding. */
  private static final double ROUNDING = 1e-6;

  public PairedTest of(Differences seen) {
    ScoreInterval interval = ScoreInterval.of(seen, CONFIDENCE);
    double pWorse = SignFlip.worse(seen);
    double luck = Loss.luck(seen, worstLoss);
    Standing standing = standing(passes(seen), pWorse, luck);
    return new PairedTest(
        seen.questions(),
        seen.samples(),
        seen.better(),
        seen.worse(),
        seen.mean(),
        interval.low(),
        interval.high(),
        pWorse,
        SignFlip.either(seen),
        luck,
        SmallestEffect.of(seen.questions(), seen.samples(), SIGNIFICANCE),
        passes(seen),
        standing,
        standing == Standing.UNCLEAR
            ? new DecidingQuestions(worstLoss, risk).of(seen, passes(seen))
            : OptionalInt.empty());
  }

  private boolean passes(Differences seen) {
    return seen.mean() >= -tolerance - ROUNDING;
  }

  private Standing standing(boolean passes, double pWorse, double luck) {
    if (passes) {
      return luck <= risk ? Standing.SHOWN_NOT_WORSE : Standing.UNCLEAR;
    }
    return pWorse <= SIGNIFICANCE ? Standing.SHOWN_WORSE : Standing.UNCLEAR;
  }
}

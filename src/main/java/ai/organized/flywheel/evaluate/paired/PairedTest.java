package ai.organized.flywheel.evaluate.paired;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the same questions say about two models.
 *
 * @param questions asked of both
 * @param samples answers to each
 * @param better questions of which the candidate recalled more
 * @param worse questions of which it recalled less
 * @param delta its recall minus the other's, -1 to 1
 * @param low lower end of the 95 % interval of delta
 * @param high upper end of it
 * @param pWorse how probable so low a delta is when both are equally good (one-sided)
 * @param pEither how probable so large a delta of either sign is then (two-sided)
 * @param luck how probable so high a delta is when the candidate is worse by the worst loss
 * @param smallestEffect that so many questions can show; empty: none
 * @param rulePassed whether delta is not further below 0 than the tolerance
 * @param standing what of it is shown, and what may be noise
 * @param decidingQuestions how many questions with such shares would decide, where it is unclear
 */
public record PairedTest(
    int questions,
    int samples,
    int better,
    int worse,
    double delta,
    double low,
    double high,
    double pWorse,
    double pEither,
    double luck,
    OptionalDouble smallestEffect,
    boolean rulePassed,
    Standing standing,
    OptionalInt decidingQuestions) {

  /** Where the candidate stands beside the other model. */
  public enum Standing {
    /** The rule passes, and a candidate worse by the worst loss would hardly do so well. */
    SHOWN_NOT_WORSE,
    /** The rule fails, and an equally good candidate would hardly do so badly. */
    SHOWN_WORSE,
    /** It passes or fails by what may be noise. */
    UNCLEAR
  }
}

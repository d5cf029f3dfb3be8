package ai.organized.flywheel.evaluate;

import java.util.List;

/**
 * How a model answered the holdout.
 *
 * @param questions how many
 * @param recalled how many answers are nearer to their own reference than to every other of the
 *     same holdout
 * @param problemRecall recalled ÷ questions; the eval score
 * @param solutionAccuracy mean cosine of answer and reference, 0 to 1
 * @param low lower end of the 95 % interval of problemRecall (Wilson)
 * @param high upper end of it
 * @param chance what blind guessing recalls: 1 ÷ questions
 * @param pChance probability that blind guessing recalls as many or more (exact binomial)
 * @param fingerprint of the method; scorecards with different ones are never compared
 */
public record Scorecard(
    int questions,
    int recalled,
    double problemRecall,
    double solutionAccuracy,
    double low,
    double high,
    double chance,
    double pChance,
    String fingerprint,
    List<Row> rows) {

  /**
   * One question.
   *
   * @param similarity cosine of answer and own reference
   * @param nearestOther highest cosine of the answer and another reference
   */
  public record Row(
      String experimentId, double similarity, double nearestOther, boolean recalled) {}
}

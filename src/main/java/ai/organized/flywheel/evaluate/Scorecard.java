package ai.organized.flywheel.evaluate;

import java.util.List;
import java.util.SortedMap;

/**
 * How a model answered the holdout.
 *
 * @param questions how many
 * @param samples answers to each
 * @param recalled how many answers, of questions × samples, are nearer to their own reference than
 *     to every other of the same holdout
 * @param problemRecall mean over the questions of the share of answers that are; the eval score
 * @param solutionAccuracy mean cosine of answer and reference, 0 to 1
 * @param low lower end of the 95 % interval of problemRecall (Wilson, on questions)
 * @param high upper end of it
 * @param chance what blind guessing recalls: 1 ÷ questions
 * @param pChance probability that blind guessing recalls as many or more (exact binomial)
 * @param fingerprint of the method: embedder, sampling and questions; scorecards with different
 *     ones are never compared
 * @param promptHash of the system prompt under which the model was asked: a model is asked as it is
 *     served, so two that are compared may have different ones
 * @param flaws how many answers have which, by {@link Flaw#word()}
 */
public record Scorecard(
    int questions,
    int samples,
    int recalled,
    double problemRecall,
    double solutionAccuracy,
    double low,
    double high,
    double chance,
    double pChance,
    String fingerprint,
    String promptHash,
    SortedMap<String, Integer> flaws,
    Effort effort,
    List<Row> rows) {

  /**
   * One question.
   *
   * @param recalled how many of its answers are nearer to their own reference
   * @param similarity mean cosine of answer and own reference
   * @param nearestOther mean of the highest cosine of an answer and another reference
   * @param flaws of its answers, by {@link Flaw#word()}
   */
  public record Row(
      String experimentId,
      int recalled,
      int samples,
      double similarity,
      double nearestOther,
      List<String> flaws) {}

  /**
   * What the answers took; null is unknown, never zero.
   *
   * @param p50Millis half of the answers were there after so long
   * @param p95Millis 95 of 100 were
   * @param usd at the price of the day in config/prices.json
   */
  public record Effort(
      Long p50Millis, Long p95Millis, Long promptTokens, Long completionTokens, Double usd) {
    public static final Effort UNKNOWN = new Effort(null, null, null, null, null);
  }
}

package ai.organized.flywheel.evaluate.paired;

/**
 * Could the candidate be much worse and have been lucky? A test of non-inferiority: assume that it
 * is truly worse by the loss, in the way that explains its answers best, and count exactly how
 * probable a result as good as this is then.
 *
 * <p>The estimated p-value of C. J. Lloyd (Australian and New Zealand Journal of Statistics 50,
 * 2008, 329–345). Counted out for 10 to 200 questions with one answer each: a candidate worse by
 * 0.20 passes a risk of 0.02 in less than 2.0 of 100 cases, whatever the shares; the score test
 * alone lets up to 3.5 pass.
 */
public final class Loss {
  private Loss() {}

  /**
   * @param loss of recall, above 0, for instance 0.20
   * @return the probability, 0 to 1, that a candidate worse by that much does as well as this
   */
  public static double luck(Differences seen, double loss) {
    return LikeliestModel.of(seen, -loss).atLeast(seen.net(), seen.questions());
  }
}

package ai.organized.flywheel.experiment;

import ai.organized.flywheel.failure.RefusedException;

/**
 * Looks at the raw scores of a batch and tells what scale they are on.
 *
 * <p>A score a little above 1 is an overshoot and is clamped; 84.3 is no overshoot but a
 * percentage, and clamping it would turn every answer into a perfect one.
 */
final class ScoreScale {
  /** Above this a score is no overshoot of 1 any more. */
  private static final double OVERSHOOT = 2;

  private long scores;
  private long ends;
  private long overshoots;
  private double highest = Double.NEGATIVE_INFINITY;

  void add(double score) {
    if (Double.isFinite(score)) {
      scores++;
      highest = Math.max(highest, score);
      ends += score == 0 || score == 1 ? 1 : 0;
      overshoots += score > OVERSHOOT ? 1 : 0;
    }
  }

  /** Some score is above 2, and all fit 0 to 100. */
  boolean looksLikePercent() {
    return overshoots > 0 && highest <= 100;
  }

  /** More than one score, and each is 0 or 1: probably pass and fail. */
  boolean isPassOrFail() {
    return scores > 1 && ends == scores;
  }

  void refusePercent() {
    if (looksLikePercent()) {
      throw new RefusedException(
          "percent_scores",
          "the scores look like percent (up to "
              + highest
              + "): nothing was saved. Say --scale percent (HTTP: ?scale=percent) to divide them"
              + " by 100");
    }
  }
}

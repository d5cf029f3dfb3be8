package ai.organized.flywheel.drift;

import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * What one success or failure says of a rate that may have risen: the logarithm of how much more
 * likely it is after the change than before. Summed in a {@link Cusum} with threshold h, a rate
 * that did not rise alarms once in e^h observations or less often (G. Lorden, 1971).
 *
 * @param before rate without a change
 * @param after the smallest rate that matters
 */
record RateChange(double before, double after) {
  /** e^11.5: less than one false alarm in 98,000 answers. */
  static final Cusum CUSUM = new Cusum(11.5);

  /** No server is better, however lucky the first answers were. */
  private static final double LEAST = 0.005;

  /** Worse is not how it has always been, but wrong from the beginning. */
  private static final double MOST = 0.05;

  private static final double ONE_SIDED_95 = 0.90;

  /**
   * From what was observed before: its rate at worst, so that luck there is no alarm here.
   *
   * @param step the smallest rise that matters, 0.05 for five in a hundred
   */
  static RateChange from(int failed, int observed, double step) {
    double worst =
        observed == 0
            ? MOST
            : new WilsonScoreInterval()
                .createInterval(observed, failed, ONE_SIDED_95)
                .getUpperBound();
    double before = Math.min(Math.max(worst, LEAST), MOST);
    return new RateChange(before, before + step);
  }

  double step(boolean failed) {
    return failed ? Math.log(after / before) : Math.log((1 - after) / (1 - before));
  }
}

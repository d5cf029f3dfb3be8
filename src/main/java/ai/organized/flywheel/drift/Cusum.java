package ai.organized.flywheel.drift;

/**
 * A cumulative sum that rises while observations speak for a change and never falls below zero: a
 * change that lasts is found, however small each step.
 *
 * <p>It is capped a little above its threshold, so that it also says whether the change still
 * stands: a bad minute that is over is forgotten after some good answers.
 *
 * <p>Source: E. S. Page, Continuous inspection schemes, Biometrika 41 (1954).
 *
 * @param threshold from which it is an alarm
 */
record Cusum(double threshold) {
  private static final double CAP = 1.25;

  /** Before the first observation. */
  static final State START = new State(0, 0);

  /**
   * @param height 0 while nothing speaks for a change
   * @param since observations since it was 0: since the change, as far as one can tell
   */
  record State(double height, int since) {}

  /**
   * @param step what one observation says: above 0 for a change, below against it
   */
  State next(State state, double step) {
    double height = Math.min(Math.max(0, state.height() + step), CAP * threshold);
    return new State(height, height == 0 ? 0 : state.since() + 1);
  }

  boolean isAlarm(State state) {
    return state.height() >= threshold;
  }
}

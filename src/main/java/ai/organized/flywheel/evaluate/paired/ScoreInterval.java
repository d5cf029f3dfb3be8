package ai.organized.flywheel.evaluate.paired;

import java.util.function.DoublePredicate;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Between which differences the truth lies. Tango's score interval for a difference of paired
 * proportions (Statistics in Medicine 17, 1998, 891–908), carried over to k answers a question by
 * {@link LikeliestModel}. It keeps its width where a simpler one collapses: ten questions answered
 * alike by both give -0.28 to +0.28.
 *
 * @param low the lower end, from -1 to 1
 * @param high the upper end, from -1 to 1
 */
public record ScoreInterval(double low, double high) {
  private static final int HALVINGS = 50;

  /**
   * @param confidence for instance 0.95
   */
  public static ScoreInterval of(Differences seen, double confidence) {
    double z = new NormalDistribution(0, 1).inverseCumulativeProbability((1 + confidence) / 2);
    return new ScoreInterval(lowerEnd(seen, z), -lowerEnd(seen.mirrored(), z));
  }

  private static double lowerEnd(Differences seen, double z) {
    return lastTrue(-1, seen.mean(), truth -> deviations(seen, truth) >= z);
  }

  /** By how many standard deviations of that truth the seen difference lies above it. */
  static double deviations(Differences seen, double truth) {
    double deviation = Math.sqrt(LikeliestModel.of(seen, truth).variance() / seen.questions());
    return (seen.mean() - truth) / deviation;
  }

  private static double lastTrue(double from, double to, DoublePredicate condition) {
    double low = from;
    double high = to;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (condition.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

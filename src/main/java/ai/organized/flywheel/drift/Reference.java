package ai.organized.flywheel.drift;

import java.util.Arrays;
import java.util.Collection;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * How values were before, whatever their distribution: a value's score is the normal quantile of
 * its rank among them, with mean 0 and deviation 1 over the reference itself.
 *
 * <p>Ranks, because lengths and scores are anything but normal: one answer that is a hundred times
 * as long counts as the longest, no more.
 */
final class Reference {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /** Where nearly all values are the same, one other is not yet a large deviation. */
  private static final double LEAST_DEVIATION = 0.75;

  private final double[] sorted;
  private final double mean;
  private final double center;
  private final double deviation;

  /**
   * @param values one at least
   */
  Reference(Collection<Double> values) {
    this.sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    this.mean = new Mean().evaluate(sorted);
    double[] quantiles = Arrays.stream(sorted).map(this::quantile).toArray();
    this.center = new Mean().evaluate(quantiles);
    this.deviation = Math.max(new StandardDeviation(false).evaluate(quantiles), LEAST_DEVIATION);
  }

  /** In standard deviations; below 0 for less than usual. */
  double score(double value) {
    return (quantile(value) - center) / deviation;
  }

  /** Of the values themselves. */
  double mean() {
    return mean;
  }

  private double quantile(double value) {
    int below = count(value, false);
    int upTo = count(value, true);
    double rank = (below + upTo + 1) / 2.0;
    return NORMAL.inverseCumulativeProbability(rank / (sorted.length + 1));
  }

  /** How many are below the value, or not above it. */
  private int count(double value, boolean inclusive) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean before = inclusive ? sorted[middle] <= value : sorted[middle] < value;
      low = before ? middle + 1 : low;
      high = before ? high : middle;
    }
    return low;
  }
}

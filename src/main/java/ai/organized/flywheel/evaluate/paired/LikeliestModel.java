package ai.organized.flywheel.evaluate.paired;

/**
 * If the candidate truly differed by so much on average, which shares of questions with which
 * difference explain best what was seen? The maximum-likelihood shares under that one condition:
 * with one answer to each question those of Tango's score statistic (Statistics in Medicine 17,
 * 1998, 891–908), with more of them the same carried over to differences of -k … k (empirical
 * likelihood, A. B. Owen, Biometrika 75, 1988, 237–249), where a difference nobody has seen yet may
 * have a share when nothing else can bring about that average.
 */
final class LikeliestModel {
  private static final int HALVINGS = 60;

  /** Of the differences -k … k. */
  private final double[] shares;

  private LikeliestModel(double[] shares) {
    this.shares = shares;
  }

  /**
   * @param mean the average difference per question, from -1 to 1
   */
  static LikeliestModel of(Differences seen, double mean) {
    return mean <= seen.mean()
        ? new LikeliestModel(lowered(seen, mean))
        : new LikeliestModel(reversed(lowered(seen.mirrored(), -mean)));
  }

  /**
   * Shares with an average at or below the seen one: seen share ÷ (1 + t (value − mean)), where t
   * is found by halving; what is then missing to 1 falls to the lowest difference.
   */
  private static double[] lowered(Differences seen, double mean) {
    double[] shares = seenShares(seen);
    double low = 0;
    double high = 1 / (1 + mean);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (pull(shares, mean, middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double all = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = shares[i] == 0 ? 0 : shares[i] / (1 + low * (value(shares.length, i) - mean));
      all += shares[i];
    }
    shares[0] += Math.max(0, 1 - all);
    return shares;
  }

  private static double[] seenShares(Differences seen) {
    double questions = seen.questions();
    return seen.counts().stream().mapToDouble(count -> count / questions).toArray();
  }

  /** How far the average of the shares that t gives lies above the wanted one. */
  private static double pull(double[] seen, double mean, double t) {
    double pull = 0;
    for (int i = 0; i < seen.length; i++) {
      double above = value(seen.length, i) - mean;
      pull += seen[i] == 0 ? 0 : seen[i] * above / (1 + t * above);
    }
    return pull;
  }

  private static double value(int length, int i) {
    int samples = length / 2;
    return (double) (i - samples) / samples;
  }

  private static double[] reversed(double[] shares) {
    double[] reversed = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      reversed[i] = shares[shares.length - 1 - i];
    }
    return reversed;
  }

  /** Of the difference of one question. */
  double variance() {
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < shares.length; i++) {
      double value = value(shares.length, i);
      mean += shares[i] * value;
      squares += shares[i] * value * value;
    }
    return Math.max(0, squares - mean * mean);
  }

  /** How probable so many answers more or yet more are over so many questions. */
  double atLeast(int net, int questions) {
    double[] sums = {1};
    double[] power = shares;
    for (int left = questions; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        sums = sum(sums, power);
      }
      if (left > 1) {
        power = sum(power, power);
      }
    }
    double total = 0;
    for (int i = sums.length - 1; i >= Math.max(0, sums.length / 2 + net); i--) {
      total += sums[i];
    }
    return Math.min(1, total);
  }

  /** Distribution of the sum of two independent numbers. */
  private static double[] sum(double[] one, double[] other) {
    double[] sum = new double[one.length + other.length - 1];
    for (int i = 0; i < one.length; i++) {
      if (one[i] != 0) {
        for (int j = 0; j < other.length; j++) {
          sum[i + j] += one[i] * other[j];
        }
      }
    }
    return sum;
  }
}

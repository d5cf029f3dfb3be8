package ai.organized.flywheel.drift;

import ai.organized.flywheel.drift.Alarm.Standing;
import ai.organized.flywheel.telemetry.LiveAnswer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/** Whether the version before did better in use, on the signal that alarms. */
final class ComparePredecessor {
  private static final int ENOUGH_ANSWERS = 30;
  private static final int ENOUGH_SAID = 30;
  private static final double ONE_SIDED_95 = 0.90;
  private static final double QUANTILE_95 = 0.95;

  private ComparePredecessor() {}

  static Standing on(Change change, Optional<Live> before) {
    if (before.isEmpty()) {
      return new Standing.NotShown("no version before could answer again");
    }
    return switch (change.signal()) {
      case ERRORS -> rate(change, before.get(), LiveAnswer::failed);
      case FALLBACKS -> rate(change, before.get(), LiveAnswer::fallback);
      case ACCEPTANCE -> said(change, before.get());
      case LENGTH, GOLDEN -> new Standing.NotShown("it is no reason to go back");
    };
  }

  /** Better even at worst: the upper end of what its figures allow. */
  private static Standing rate(Change change, Live before, Predicate<LiveAnswer> bad) {
    List<LiveAnswer> answers = before.counted();
    if (answers.size() < ENOUGH_ANSWERS) {
      return unknown(answers.size(), "answers");
    }
    int count = (int) answers.stream().filter(bad).count();
    double worst =
        new WilsonScoreInterval()
            .createInterval(answers.size(), count, ONE_SIDED_95)
            .getUpperBound();
    String figures =
        String.format(
            Locale.ROOT,
            "%s %.1f %% of its last %d answers",
            change.signal().inWords(),
            100.0 * count / answers.size(),
            answers.size());
    return worst < change.after()
        ? new Standing.Better(figures)
        : new Standing.NotShown("the version before is not shown to be better (" + figures + ")");
  }

  /** Better even at worst: the lower end of what its figures allow. */
  private static Standing said(Change change, Live before) {
    if (before.said().size() < ENOUGH_SAID) {
      return unknown(before.said().size(), "answers that something was said of");
    }
    SummaryStatistics said = new SummaryStatistics();
    before.said().forEach(said::addValue);
    double likely =
        new TDistribution(null, said.getN() - 1).inverseCumulativeProbability(QUANTILE_95);
    double worst =
        said.getMean() - likely * said.getStandardDeviation() / Math.sqrt((double) said.getN());
    String figures =
        String.format(Locale.ROOT, "acceptance %.2f of %d answers", said.getMean(), said.getN());
    return worst > change.after()
        ? new Standing.Better(figures)
        : new Standing.NotShown("the version before is not shown to be better (" + figures + ")");
  }

  private static Standing unknown(int many, String of) {
    return new Standing.NotShown(
        "too little is known of the version before (" + many + " " + of + ")");
  }
}

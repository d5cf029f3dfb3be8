package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.settings.Settings.EvaluationRules;
import java.util.Locale;
import java.util.Optional;

/**
 * Speaks the verdict. With a champion: refused when the score lies further below the champion's, on
 * the same questions, than the tolerance. Without one: it must reach the bar of a first model and
 * be above chance.
 */
public final class Judge {
  /** Below this a result is not explained by guessing. */
  private static final double SIGNIFICANT = 0.05;

  private final EvaluationRules rules;

  public Judge(EvaluationRules rules) {
    this.rules = rules;
  }

  public Verdict judge(Scorecard candidate, Optional<Scorecard> champion) {
    return champion.isPresent() ? against(candidate, champion.get()) : first(candidate);
  }

  private Verdict first(Scorecard candidate) {
    if (candidate.pChance() >= SIGNIFICANT) {
      return new Verdict.Refuse(
          said(candidate)
              + ", which blind guessing reaches with p = "
              + rounded(candidate.pChance()));
    }
    double bar = rules.firstModelMinScore();
    return candidate.problemRecall() >= bar
        ? new Verdict.Promote(said(candidate) + ", a first model needs " + rounded(bar))
        : new Verdict.Refuse(
            said(candidate) + ", below the " + rounded(bar) + " that a first model needs");
  }

  private Verdict against(Scorecard candidate, Scorecard champion) {
    if (!candidate.fingerprint().equals(champion.fingerprint())
        || candidate.questions() != champion.questions()) {
      throw new IllegalArgumentException("scorecards of different questions or methods");
    }
    double delta = candidate.problemRecall() - champion.problemRecall();
    String compared =
        said(candidate)
            + ", champion "
            + rounded(champion.problemRecall())
            + " on the same questions ("
            + (delta < 0 ? "" : "+")
            + rounded(delta)
            + ")";
    // Scores are counts over the same number of questions: one part in a million is rounding.
    return delta >= -rules.regressionTolerance() - 1e-6
        ? new Verdict.Promote(compared)
        : new Verdict.Refuse(
            compared + ", more than the tolerance of " + rules.regressionTolerance());
  }

  private static String said(Scorecard card) {
    return "problem recall "
        + rounded(card.problemRecall())
        + " on "
        + card.questions()
        + " questions (chance "
        + rounded(card.chance())
        + ")";
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}

package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.evaluate.paired.CompareRecalls;
import ai.organized.flywheel.evaluate.paired.PairedTest;
import ai.organized.flywheel.settings.Settings.EvaluationRules;
import java.util.Locale;
import java.util.Optional;

/**
 * A verdict in one or two sentences.
 *
 * @param rival what the champion is called
 */
record Words(
    Scored cards,
    Optional<PairedTest> champion,
    Optional<PairedTest> baseline,
    EvaluationRules rules,
    String rival) {

  /** What was measured, without a judgement. */
  String compared() {
    return own()
        + champion
            .map(
                test ->
                    ", "
                        + rival
                        + " "
                        + rounded(cards.rival().orElseThrow().problemRecall())
                        + " on the same questions ("
                        + signed(test.delta())
                        + ")")
            .orElse("");
  }

  private String own() {
    Scorecard card = cards.candidate();
    return "problem recall "
        + rounded(card.problemRecall())
        + " on "
        + card.questions()
        + " questions (chance "
        + rounded(card.chance())
        + ")";
  }

  String badFirst() {
    return badAlone() + cards.rivalUnknown().map(this::gone).orElse("");
  }

  private String badAlone() {
    Scorecard card = cards.candidate();
    return card.pChance() >= CompareRecalls.SIGNIFICANCE
        ? own() + ", which blind guessing reaches with p = " + rounded(card.pChance())
        : own() + ", below the " + firstBar() + " that a first model needs";
  }

  private String firstBar() {
    return rounded(rules.firstModelMinScore());
  }

  String good() {
    return compared()
        + (champion.isPresent() ? "" : ", a first model needs " + firstBar())
        + cards
            .baseline()
            .map(card -> ", the untuned base " + rounded(card.problemRecall()))
            .orElse("")
        + cards.baselineUnknown().map(why -> ", the untuned base could not be asked").orElse("")
        + cards.rivalUnknown().map(this::gone).orElse("");
  }

  String worseThanChampion() {
    PairedTest test = champion.orElseThrow();
    return compared()
        + ", more than the tolerance of "
        + rules.regressionTolerance()
        + (test.pWorse() <= CompareRecalls.SIGNIFICANCE
            ? " and more than noise explains (" + p(test.pWorse()) + ")"
            : "");
  }

  String worseThanBaseline() {
    PairedTest test = baseline.orElseThrow();
    return compared() + ". " + base() + " and more than noise explains (" + p(test.pWorse()) + ")";
  }

  private String base() {
    return "The untuned base with the same system prompt recalls "
        + rounded(cards.baseline().orElseThrow().problemRecall())
        + ": training made it worse by "
        + rounded(-baseline.orElseThrow().delta());
  }

  /** It passes or fails the rule by what may be noise. */
  String unclear(PairedTest test) {
    return (test.rulePassed()
            ? ". So few questions do not rule out that it is worse by "
                + rounded(rules.worstLoss())
                + " (95 % interval "
                + signed(test.low())
                + " to "
                + signed(test.high())
                + ")"
            : ", more than the tolerance of "
                + rules.regressionTolerance()
                + ", which may be noise ("
                + p(test.pWorse())
                + ")")
        + deciding(test);
  }

  /** The one that it should be measured against. */
  String gone(String why) {
    return ". Not compared: " + rival + " does not answer any more (" + why + ")";
  }

  String belowBaseline(PairedTest test) {
    return ". " + base() + ", which may be noise (" + p(test.pWorse()) + ")" + deciding(test);
  }

  private static String deciding(PairedTest test) {
    return test.decidingQuestions().isPresent()
        ? "; about " + test.decidingQuestions().getAsInt() + " questions would decide"
        : "";
  }

  private static String p(double p) {
    return p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", p);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.2f", value + 0.0);
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}

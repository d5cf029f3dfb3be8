package ai.organized.flywheel.bench;

import ai.organized.flywheel.evaluate.paired.CompareRecalls;
import ai.organized.flywheel.evaluate.paired.SmallestEffect;
import ai.organized.flywheel.settings.Settings.EvaluationRules;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a holdout of so many questions can show, and how many are recommended. */
public final class RecommendHoldout {
  /** Of a simulation that takes no time a person notices. */
  private static final int PAIRS = 4_000;

  private RecommendHoldout() {}

  /** The smallest size at which simulated verdicts hold all bars of {@link VerdictBench}. */
  public static OptionalInt questions(EvaluationRules rules) {
    VerdictBench bench = new VerdictBench(rules);
    return VerdictBench.SIZES.stream()
        .filter(size -> VerdictBench.holdsBars(bench.rows(size, PAIRS)))
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  /** For instance "10 questions can show a difference of 0.5 or more; 50 are recommended". */
  public static String sentence(int questions, EvaluationRules rules) {
    OptionalDouble effect = SmallestEffect.of(questions, 1, CompareRecalls.SIGNIFICANCE);
    OptionalInt recommended = questions(rules);
    return questions
        + (effect.isPresent()
            ? " questions can show a difference of " + rounded(effect.getAsDouble()) + " or more"
            : " questions can show no difference")
        + (recommended.isPresent() && recommended.getAsInt() > questions
            ? "; " + recommended.getAsInt() + " are recommended"
            : "");
  }

  private static String rounded(double effect) {
    String two = String.format(Locale.ROOT, "%.2f", effect);
    return two.endsWith("0") ? two.substring(0, two.length() - 1) : two;
  }
}

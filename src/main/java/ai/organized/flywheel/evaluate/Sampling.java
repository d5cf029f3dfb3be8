package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.settings.Settings.EvaluationRules;
import java.math.BigDecimal;

/**
 * How a model is asked.
 *
 * @param samples answers to each question; without temperature they would all be the same
 */
public record Sampling(double temperature, int samples) {
  /**
   * No more than this is read of an answer: a fix has 60 to 400 tokens, and a model that cannot end
   * would go on until its context is full.
   */
  static final int MOST_TOKENS = 1024;

  public Sampling {
    samples = temperature == 0 ? 1 : samples;
  }

  public static Sampling of(EvaluationRules rules) {
    return new Sampling(rules.temperature(), rules.samples());
  }

  /** As it stands in tables; the same for every number of samples, so that more can be added. */
  public String key() {
    return "temperature="
        + (temperature == 0
            ? "0"
            : BigDecimal.valueOf(temperature).stripTrailingZeros().toPlainString());
  }
}

package ai.organized.flywheel.validate;

/**
 * What a model's answers cost.
 *
 * @param input USD (or the list's currency) a million tokens of the prompt
 * @param output a million tokens of the answer
 */
public record AnswerPrice(double input, double output) {
  public double of(long promptTokens, long completionTokens) {
    return (input * promptTokens + output * completionTokens) / 1e6;
  }
}

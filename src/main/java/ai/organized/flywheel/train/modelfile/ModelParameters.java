package ai.organized.flywheel.train.modelfile;

import ai.organized.flywheel.failure.RefusedException;
import java.util.List;
import java.util.Locale;

/**
 * How a model is run where the caller does not say it.
 *
 * @param contextTokens room for the conversation with all that is baked in; Ollama's own default
 *     depends on the graphics card
 * @param stop words that end an answer, none when the base model's own ones are to stay: to name
 *     one is to replace them all
 */
public record ModelParameters(double temperature, int contextTokens, List<String> stop) {
  private static final double TEMPERATURE = 0.2;

  /** As Ollama's own llama3.1 has them. */
  private static final List<String> STOP_OF_LLAMA_3 =
      List.of("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>");

  public ModelParameters {
    stop = List.copyOf(stop);
    for (String word : stop) {
      if (word.isBlank() || !ModelfileText.normal(word).equals(word)) {
        throw new RefusedException(
            "invalid_stop", "a stop word for Ollama is visible text without three quotes in a row");
      }
    }
  }

  /** The usual ones for this base model; the stop words of Llama 3 are known here, no others. */
  public static ModelParameters of(String baseModel, int contextTokens) {
    String name = baseModel.toLowerCase(Locale.ROOT).replace("-", "");
    List<String> stop = name.contains("llama3") ? STOP_OF_LLAMA_3 : List.of();
    return new ModelParameters(TEMPERATURE, contextTokens, stop);
  }
}

package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.failure.RefusedException;
import java.util.Optional;
import java.util.Set;

/** The model that says which of two answers is nearer to the reference. */
public record JudgeModel(String provider, String modelId) {

  private static final Set<String> PROVIDERS = Set.of("openai", "together", "ollama");

  /**
   * @param setting {@code ollama/llama3.1:8b}; empty: none
   * @throws RefusedException when it names no provider that answers, or no model
   */
  static Optional<JudgeModel> of(String setting) {
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    int slash = setting.indexOf('/');
    String provider = setting.substring(0, Math.max(0, slash));
    String model = setting.substring(slash + 1);
    if (!PROVIDERS.contains(provider) || model.isEmpty()) {
      throw new RefusedException(
          "bad_setting",
          "flywheel.evaluate.judge-model is no openai/…, together/… or ollama/… but " + setting);
    }
    return Optional.of(new JudgeModel(provider, model));
  }

  String name() {
    return provider + "/" + modelId;
  }
}

package ai.organized.flywheel.serve;

import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.Settings.OpenAi;
import ai.organized.flywheel.settings.Settings.Together;
import java.net.URI;

/**
 * Where the models of a provider answer. All speak OpenAI's chat completions; what own hardware
 * trained is served by Ollama.
 */
public final class ModelPlaces {
  private final Settings settings;

  public ModelPlaces(Settings settings) {
    this.settings = settings;
  }

  /**
   * @param provider as it stands in the registry
   */
  public ModelPlace of(String provider) {
    return switch (provider) {
      case "openai" -> {
        OpenAi openAi = settings.openAi();
        yield place(openAi.baseUrl(), openAi.authHeader(), openAi.authorization());
      }
      case "together" -> {
        Together together = settings.together();
        yield place(together.baseUrl(), "Authorization", together.authorization());
      }
      case "mlx", "ollama" ->
          place(URI.create(settings.ollama().host() + "/v1"), "Authorization", "");
      default -> throw new BrokenException("a model of an unknown provider: " + provider);
    };
  }

  /** Whether the models of a provider are served by Ollama. */
  public static boolean isOllama(String provider) {
    return provider.equals("mlx") || provider.equals("ollama");
  }

  private static ModelPlace place(URI base, String header, String authorization) {
    return new ModelPlace(
        URI.create(base + "/chat/completions"),
        URI.create(base + "/embeddings"),
        header,
        authorization);
  }
}

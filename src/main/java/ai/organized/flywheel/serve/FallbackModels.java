package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** Which base model answers for a client that has none of its own, and where its data may go. */
public final class FallbackModels {
  private final Settings settings;
  private final Clients clients;
  private final FindModel findModel;

  /** A model, and where it is asked. */
  record Found(String provider, String modelId, ModelPlace place) {}

  private record Named(String provider, String modelId) {}

  public FallbackModels(Settings settings, Clients clients, FindModel findModel) {
    this.settings = settings;
    this.clients = clients;
    this.findModel = findModel;
  }

  /**
   * The one that the settings name; without a name OpenAI's base model when it is on and the
   * client's data may leave, else Ollama's. Where a named one may not be asked because data may not
   * leave, Ollama's.
   *
   * @throws RefusedException 503 when it may ask none, with what to configure
   */
  Found of(ClientId client) {
    List<String> why = new ArrayList<>();
    for (Named model : inOrder(client)) {
      try {
        ModelPlace place = findModel.require(client, model.provider(), model.modelId());
        return new Found(model.provider(), model.modelId(), place);
      } catch (RefusedException | UnavailableException e) {
        why.add(e.getMessage());
      }
    }
    throw new RefusedException(
        503,
        "no_fallback",
        "no base model may answer for client "
            + client
            + " ("
            + (why.isEmpty() ? "none is configured" : String.join("; ", why))
            + "). Name one that it may ask by FLYWHEEL_SERVE_FALLBACK_MODEL, such as"
            + " ollama/llama3.1:8b");
  }

  private List<Named> inOrder(ClientId client) {
    List<Named> models = new ArrayList<>();
    String named = settings.serve().fallbackModel();
    if (!named.isEmpty()) {
      int slash = named.indexOf('/');
      models.add(new Named(named.substring(0, slash), named.substring(slash + 1)));
    } else if (settings.openAi().isOn() && mayLeave(client)) {
      models.add(new Named("openai", settings.openAi().model()));
    }
    String base = settings.ollama().baseModel();
    boolean local = named.isEmpty() ? models.isEmpty() : !mayLeave(client);
    if (local && !base.endsWith(".gguf")) { // a file that Ollama does not serve by itself
      models.add(new Named("ollama", base));
    }
    return models;
  }

  private boolean mayLeave(ClientId client) {
    return clients.config(client).egressAllowed();
  }
}

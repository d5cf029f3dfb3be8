package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.settings.Settings;
import java.util.Optional;

/**
 * Which model embeds a client's texts for its agent: OpenAI's when its data may leave and OpenAI is
 * on, else one that Ollama runs.
 */
public final class FindEmbedder {
  private static final String OPENAIS = "text-embedding-3-small";
  private static final String OLLAMAS = "all-minilm";
  private static final int LONGEST_NAME = 200;

  private final Settings settings;
  private final Clients clients;
  private final EgressGuard guard;
  private final ModelPlaces places;
  private final LocalModels local;
  private final NamesInMemory names;

  public FindEmbedder(
      Settings settings,
      Clients clients,
      EgressGuard guard,
      ModelPlaces places,
      LocalModels local,
      NamesInMemory names) {
    this.settings = settings;
    this.clients = clients;
    this.guard = guard;
    this.places = places;
    this.local = local;
    this.names = names;
  }

  /** An embedder, and where it is asked. */
  public record Embedder(String provider, String modelId, ModelPlace place) {}

  /**
   * May wait.
   *
   * @param model that the caller names, or null; a client's own row stands for the usual one
   * @throws RefusedException 403 when the client's data may not go there, 400 when the name is
   *     longer than any model's
   */
  public Embedder of(ClientId client, String model) {
    boolean remote = settings.openAi().isOn() && clients.config(client).egressAllowed();
    String provider = remote ? "openai" : "ollama";
    ModelPlace place = places.of(provider);
    guard.check(client, place.embeddings());
    String named = named(model).orElse(remote ? OPENAIS : OLLAMAS);
    if (!remote) {
      local.require(client, named, place);
    }
    return new Embedder(provider, named, place);
  }

  private Optional<String> named(String model) {
    if (model == null || model.isBlank()) {
      return Optional.empty();
    }
    if (model.length() > LONGEST_NAME) {
      throw new RefusedException(
          400,
          "invalid_model",
          "a name of "
              + model.length()
              + " characters is no model's; leave it out or name another");
    }
    boolean ours = NameClient.isRow(model) || names.now().names().known(model.strip()).isPresent();
    return ours ? Optional.empty() : Optional.of(model);
  }
}

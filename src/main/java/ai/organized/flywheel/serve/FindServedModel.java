package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.ClientNames;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelVersion;
import java.util.Optional;

/** Decides which model answers a client, and asks the egress guard before a byte is sent. */
public final class FindServedModel {
  private final Clients clients;
  private final ModelRegistry registry;
  private final DatasetStore datasets;
  private final EgressGuard guard;
  private final ModelPlaces places;
  private final LocalModels local;

  public FindServedModel(
      Clients clients,
      ModelRegistry registry,
      DatasetStore datasets,
      EgressGuard guard,
      ModelPlaces places,
      LocalModels local) {
    this.clients = clients;
    this.registry = registry;
    this.datasets = datasets;
    this.guard = guard;
    this.places = places;
    this.local = local;
  }

  /**
   * @param clientId value of the header {@code x-client-id}, or null
   * @throws RefusedException 400 without a client, 404 for an unknown one, 409 when no model of it
   *     is active, 403 when its data may not go where the model is
   */
  public ServedModel find(String clientId) {
    if (clientId == null || clientId.isBlank()) {
      throw new RefusedException(
          400, "missing_client", "name the client in the header x-client-id");
    }
    ClientId client = known(clientId);
    ModelVersion active =
        registry
            .active(client)
            .orElseThrow(
                () ->
                    new RefusedException(
                        409,
                        "no_active_model",
                        "client "
                            + client
                            + " has no active model yet; see: flywheel fine-tune"
                            + " status --client "
                            + client));
    ModelPlace place = places.of(active.provider());
    String modelId =
        active
            .modelId()
            .orElseThrow(() -> new BrokenException("an active version without a model"));
    guard.check(client, place.chatCompletions());
    if (ModelPlaces.isOllama(active.provider())) {
      local.require(client, modelId, place);
    }
    Dataset dataset =
        datasets
            .find(client, active.version())
            .orElseThrow(() -> new BrokenException("an active version without its dataset"));
    return new ServedModel(
        client,
        Optional.of(active.version()),
        Optional.of(active.track()),
        Arm.CHAMPION,
        Optional.empty(),
        active.provider(),
        place,
        modelId,
        dataset.systemPrompt());
  }

  private ClientId known(String clientId) {
    ClientNames names = clients.names();
    ClientId client = names.resolve(clientId);
    if (!names.isConfigured(client) && registry.versions(client).isEmpty()) {
      throw new RefusedException(404, "unknown_client", "there is no client \"" + client + "\"");
    }
    return client;
  }
}

package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.registry.ModelShutdowns;
import ai.organized.flywheel.registry.ModelVersion;
import java.time.Clock;
import java.util.Optional;

/**
 * Where the model of a version is asked, and with which system prompt; the egress guard is asked
 * before a byte is sent.
 */
public final class FindModel {
  private final DatasetStore datasets;
  private final EgressGuard guard;
  private final ModelPlaces places;
  private final LocalModels local;
  private final ModelShutdowns shutdowns;
  private final Clock clock;

  public FindModel(
      DatasetStore datasets,
      EgressGuard guard,
      ModelPlaces places,
      LocalModels local,
      ModelShutdowns shutdowns,
      Clock clock) {
    this.datasets = datasets;
    this.guard = guard;
    this.places = places;
    this.local = local;
    this.shutdowns = shutdowns;
    this.clock = clock;
  }

  /**
   * @throws RefusedException when the client's data may not go there, or the model is there no more
   */
  ServedModel find(ModelVersion version, Arm arm) {
    ClientId client = version.client();
    String modelId =
        version
            .modelId()
            .orElseThrow(() -> new BrokenException("a version that answers without a model"));
    ModelPlace place = require(client, version.provider(), modelId);
    Dataset dataset =
        datasets
            .find(client, version.version())
            .orElseThrow(() -> new BrokenException("a version that answers without its dataset"));
    return new ServedModel(
        client,
        Optional.of(version.version()),
        Optional.of(version.track()),
        arm,
        Optional.empty(),
        version.provider(),
        place,
        modelId,
        dataset.systemPrompt());
  }

  /** The place of a model that the client may ask, and that is there as far as is known. */
  ModelPlace require(ClientId client, String provider, String modelId) {
    ModelPlace place = places.of(provider);
    guard.check(client, place.chatCompletions());
    requireNotSwitchedOff(client, provider, modelId);
    if (ModelPlaces.isOllama(provider)) {
      local.require(client, modelId, place);
    }
    return place;
  }

  private void requireNotSwitchedOff(ClientId client, String provider, String modelId) {
    shutdowns
        .of(provider, modelId)
        .filter(stop -> !stop.isAfter(clock.instant()))
        .ifPresent(
            stop -> {
              throw new RefusedException(
                  410,
                  "model_shut_down",
                  "the model "
                      + modelId
                      + " was switched off by "
                      + provider
                      + " at "
                      + stop
                      + "; train its successor on own hardware: flywheel fine-tune submit --client "
                      + client
                      + " --track b");
            });
  }
}

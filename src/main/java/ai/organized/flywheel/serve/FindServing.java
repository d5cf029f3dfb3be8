package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelVersion;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a client is served now: its active version, and the one that is tried out beside it. What may
 * not or cannot be asked is left out, and the fallback answers.
 */
public final class FindServing {
  private static final Logger LOG = LoggerFactory.getLogger(FindServing.class);

  private final Clients clients;
  private final ModelRegistry registry;
  private final Challengers challengers;
  private final FindModel findModel;
  private final FallbackKind usual;

  /** Why a client had no model when it was looked for last; told once, not four times a second. */
  private final Map<ClientId, String> told = new ConcurrentHashMap<>();

  /**
   * @param usual what answers without a model, when a client's config does not say
   */
  public FindServing(
      Clients clients,
      ModelRegistry registry,
      Challengers challengers,
      FindModel findModel,
      FallbackKind usual) {
    this.clients = clients;
    this.registry = registry;
    this.challengers = challengers;
    this.findModel = findModel;
    this.usual = usual;
  }

  public Serving find(ClientId client) {
    ClientConfig config = config(client);
    Optional<ServedModel> champion = Optional.empty();
    try {
      champion = Optional.of(champion(client));
      told.remove(client);
    } catch (RefusedException | UnavailableException e) {
      tell(client, e);
    }
    return new Serving(
        client,
        champion,
        champion.flatMap(any -> challenge(client)),
        config.fallback().map(FallbackKind::of).orElse(usual),
        config.storesTexts());
  }

  /** A caller elsewhere is not told where files lie. */
  ClientConfig config(ClientId client) {
    try {
      return clients.config(client);
    } catch (RefusedException e) {
      tell(client, e);
      throw new RefusedException(
          503,
          "client_config",
          "the config.json of client " + client + " cannot be understood; see the log");
    }
  }

  /**
   * The version that answers.
   *
   * @throws RefusedException 409 when none is active, 403 when its data may not go where the model
   *     is, 410 when its provider has switched the model off
   */
  ServedModel champion(ClientId client) {
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
    return findModel.find(active, Arm.CHAMPION);
  }

  private Optional<Serving.Challenge> challenge(ClientId client) {
    return challengers
        .of(client)
        .flatMap(trial -> challengers.version(trial).flatMap(version -> challenge(trial, version)));
  }

  /** A trial that cannot be asked costs nobody an answer. */
  private Optional<Serving.Challenge> challenge(
      Challengers.Challenger trial, ModelVersion version) {
    try {
      ServedModel model = findModel.find(version, trial.shadow() ? Arm.SHADOW : Arm.CHALLENGER);
      return Optional.of(
          new Serving.Challenge(model, trial.salt(), trial.percent(), trial.shadow()));
    } catch (RefusedException | UnavailableException e) {
      LOG.debug("{} is not tried out: {}", trial.words(), e.getMessage());
      return Optional.empty();
    }
  }

  private void tell(ClientId client, FailureException why) {
    if (!why.getMessage().equals(told.put(client, why.getMessage()))) {
      LOG.info("Client {} has no model that answers: {}", client, why.getMessage());
    }
  }
}

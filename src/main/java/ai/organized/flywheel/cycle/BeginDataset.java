package ai.organized.flywheel.cycle;

import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.dataset.Building;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lays out what a client's next dataset is made of: its examples, its threshold, its state now. */
public final class BeginDataset {
  private static final Logger LOG = LoggerFactory.getLogger(BeginDataset.class);

  private final DatasetRules rules;
  private final Clients clients;
  private final AccountStates states;
  private final DatasetStore datasets;

  public BeginDataset(
      DatasetRules rules, Clients clients, AccountStates states, DatasetStore datasets) {
    this.rules = rules;
    this.clients = clients;
    this.states = states;
    this.datasets = datasets;
  }

  /** As the settings say. */
  public Building begin(ClientId client) {
    return begun(client, OptionalDouble.empty(), LOG::debug);
  }

  /**
   * @param maxDroppedShare how much dedup may drop this time; empty: as the settings say
   * @param progress told in words what is being done
   */
  public Building begun(
      ClientId client, OptionalDouble maxDroppedShare, Consumer<String> progress) {
    ClientConfig config = clients.config(client);
    double threshold = config.scoreThreshold().orElse(rules.scoreThreshold());
    AccountStates.Prompt prompt = states.prompt(client, config.displayName());
    return new Building(
        client,
        threshold,
        maxDroppedShare,
        datasets.candidates(client, threshold),
        prompt.text(),
        prompt.stateVersion(),
        progress);
  }
}

package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.evaluate.Contestant.Role;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.settings.Settings;
import java.util.Optional;

/** Who is asked the same questions. */
public final class Comparisons {
  private final DatasetStore datasets;
  private final ModelRegistry registry;
  private final Settings settings;

  public Comparisons(DatasetStore datasets, ModelRegistry registry, Settings settings) {
    this.datasets = datasets;
    this.registry = registry;
    this.settings = settings;
  }

  /** A new version, on its own holdout, against the one that answers and the untuned base. */
  public Comparison promotion(ClientId client, int version) {
    return of(client, version, registry.version(client, version), registry.active(client));
  }

  /**
   * A version against another on the holdout of a dataset that may be newer than both.
   *
   * @param rival empty: it is held against the untuned base alone
   */
  public Comparison of(
      ClientId client, int datasetVersion, ModelVersion candidate, Optional<ModelVersion> rival) {
    Contestant judged = contestant(Role.CANDIDATE, candidate);
    return new Comparison(
        client,
        datasetVersion,
        judged,
        rival.map(version -> contestant(Role.CHAMPION, version)),
        settings.evaluation().baseline() ? Optional.of(untuned(judged)) : Optional.empty());
  }

  private Contestant contestant(Role role, ModelVersion version) {
    return new Contestant(
        role,
        Optional.of(version.version()),
        version.provider(),
        version
            .modelId()
            .orElseThrow(() -> new BrokenException("an evaluated version without a model")),
        version.baseModel(),
        dataset(version.client(), version.version()).systemPrompt());
  }

  /** What MLX trains from lies on the trainer; untuned, Ollama's own base answers in its place. */
  private Contestant untuned(Contestant candidate) {
    String base =
        candidate.provider().equals("mlx") ? settings.ollama().baseModel() : candidate.baseModel();
    return new Contestant(
        Role.BASELINE,
        Optional.empty(),
        candidate.provider(),
        base,
        base,
        candidate.systemPrompt());
  }

  private Dataset dataset(ClientId client, int version) {
    return datasets
        .find(client, version)
        .orElseThrow(() -> new BrokenException("no dataset " + version + " of " + client));
  }
}

package ai.organized.flywheel.cycle;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.train.ChooseTrack;
import ai.organized.flywheel.train.ChooseTrack.Choice;
import ai.organized.flywheel.train.ChooseTrack.Wanted;
import ai.organized.flywheel.train.TrainingJobs;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;

/** Plans the training of a dataset: who trains it, what it costs, and that it may cost that. */
public final class StartTraining {
  private final Clients clients;
  private final ModelRegistry registry;
  private final ChooseTrack tracks;
  private final TrainingJobs jobs;
  private final Outbox outbox;

  public StartTraining(
      Clients clients,
      ModelRegistry registry,
      ChooseTrack tracks,
      TrainingJobs jobs,
      Outbox outbox) {
    this.clients = clients;
    this.registry = registry;
    this.tracks = tracks;
    this.jobs = jobs;
    this.outbox = outbox;
  }

  /**
   * What will be begun.
   *
   * @param estimatedUsd empty: not known
   */
  public record Start(Choice choice, OptionalDouble estimatedUsd) {}

  /**
   * As the settings and the client's config say.
   *
   * @throws RefusedException when nobody can train it, or it would cost more than it may
   */
  public Start plan(ClientId client, int trainingLines, String datasetHash) {
    return plan(client, trainingLines, Optional.empty(), Optional.empty());
  }

  /**
   * @param track a person's wish
   * @param provider a person's wish
   * @throws RefusedException when nobody can train it, or it would cost more than it may
   */
  public Start plan(
      ClientId client, int trainingLines, Optional<Track> track, Optional<String> provider) {
    Optional<Track> champion =
        registry.active(client).map(v -> Track.valueOf(v.track().toUpperCase(Locale.ROOT)));
    Choice choice =
        tracks.choose(new Wanted(clients.config(client), trainingLines, track, provider, champion));
    return new Start(choice, OptionalDouble.empty());
  }

  /** Registry row, job and message, in the caller's transaction. */
  public void begin(Handle handle, Dataset dataset, Start start) {
    ClientId client = dataset.client();
    registry.begin(
        handle,
        client,
        dataset.version(),
        ChooseTrack.word(start.choice().tuner().track()),
        start.choice().tuner().provider(),
        start.choice().tuner().baseModel());
    jobs.plan(handle, client, dataset.version(), start.estimatedUsd());
    if (registry.versions(client).stream().noneMatch(v -> v.version() < dataset.version())) {
      outbox.add(
          handle,
          client,
          "gate_met",
          client
              + " has "
              + dataset.trainingLines()
              + " training lines; its first model is trained");
    }
  }
}

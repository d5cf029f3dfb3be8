package ai.organized.flywheel.demo;

import ai.organized.flywheel.account.AccountState;
import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.evaluate.Scorecard;
import ai.organized.flywheel.experiment.ExperimentQuery;
import ai.organized.flywheel.experiment.ExperimentStore;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.Lease;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** What the store says of a client while the loop is at work; only reads. */
final class Progress implements AutoCloseable {
  private final Settings settings;
  private final Database database;
  private final Clients clients;
  private final Clock clock = Clock.systemUTC();

  Progress(Settings settings) {
    this.settings = settings;
    this.database = Database.open(settings.places().store());
    this.clients = new Clients(settings.places().clients());
  }

  /**
   * A training job as its row stands.
   *
   * @param event what the provider said last, or null
   */
  record Job(String state, String fileId, String jobId, String event) {}

  long experiments(ClientId client) {
    return store().count(ExperimentQuery.of(client));
  }

  long good(ClientId client) {
    double threshold =
        clients.config(client).scoreThreshold().orElse(settings.dataset().scoreThreshold());
    return store().count(ExperimentQuery.of(client).withMinScore(threshold));
  }

  Optional<AccountState> account(ClientId client) {
    return new AccountStates(database.jdbi(), clients, clock).newest(client);
  }

  private ExperimentStore store() {
    return new ExperimentStore(database.jdbi(), clock);
  }

  Optional<Dataset> dataset(ClientId client) {
    return new DatasetStore(database.jdbi(), clients, clock).newest(client);
  }

  Optional<ModelVersion> version(ClientId client) {
    return new ModelRegistry(database.jdbi(), clients, clock).versions(client).stream().findFirst();
  }

  Optional<Job> job(ClientId client) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select state, file_id, job_id, last_event from training_jobs"
                            + " where client_id = ? order by version desc limit 1")
                    .bind(0, client.value())
                    .map(
                        (row, context) ->
                            new Job(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)))
                    .findOne());
  }

  /** The scorecard that a version was judged by. */
  Optional<Scorecard> scorecard(ClientId client, int version) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select scorecard from evaluations where client_id = ? and version = ?"
                            + " and scorecard <> '{}' order by number desc limit 1")
                    .bind(0, client.value())
                    .bind(1, version)
                    .mapTo(String.class)
                    .findOne())
        .map(json -> Json.STRICT.convertValue(Json.parse(json), Scorecard.class));
  }

  Optional<String> answer(ClientId client) {
    Lease reader = Lease.of("demo", Duration.ofMinutes(1), clock);
    return new OpenQuestions(database.jdbi(), "cycles", reader, settings.cycle().settle())
        .lastAnswer(client);
  }

  @Override
  public void close() {
    database.close();
  }
}

package ai.organized.flywheel.cli;

import ai.organized.flywheel.access.ChangeKeys;
import ai.organized.flywheel.access.KeyFile;
import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.ClientNames;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.cycle.LoopFile;
import ai.organized.flywheel.cycle.LoopState;
import ai.organized.flywheel.cycle.LoopStates;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.experiment.ExperimentStore;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.PromoteByHand;
import ai.organized.flywheel.serve.Challengers;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.Lease;
import ai.organized.flywheel.train.Budget;
import ai.organized.flywheel.train.CancelTraining;
import ai.organized.flywheel.train.JobStatuses;
import ai.organized.flywheel.train.TrainingEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** What a short command needs: the store and the clients, without Camel. */
record Store(Settings settings, Database database, Clients clients, Clock clock)
    implements AutoCloseable {

  static Store open() {
    return open(Home.settings());
  }

  static Store open(Settings settings) {
    return new Store(
        settings,
        Database.open(settings.places().store()),
        new Clients(settings.places().clients()),
        Clock.systemUTC());
  }

  ExperimentStore experiments() {
    return new ExperimentStore(database.jdbi(), clock);
  }

  RedactionKeys redactionKeys() {
    return new RedactionKeys(database.jdbi(), clock, settings.dataset().redactionKey().value());
  }

  DatasetStore datasets() {
    return new DatasetStore(database.jdbi(), clients, clock);
  }

  ModelRegistry registry() {
    ModelRegistry registry = new ModelRegistry(database.jdbi(), clients, clock);
    registry.alsoWrite(new LoopFile(database.jdbi(), clients, loopStates())::write);
    return registry;
  }

  private LoopStates loopStates() {
    return new LoopStates(settings, clients);
  }

  LoopState loop(ClientId client) {
    return database.jdbi().withHandle(handle -> loopStates().of(handle, client));
  }

  AccountStates states() {
    return new AccountStates(database.jdbi(), clients, clock);
  }

  OpenQuestions cycles() {
    return new OpenQuestions(database.jdbi(), "cycles", lease(), settings.cycle().settle());
  }

  JobStatuses jobs() {
    return new JobStatuses(database.jdbi(), clock);
  }

  TrainingEvents events() {
    return new TrainingEvents(database.jdbi());
  }

  Budget budget() {
    return new Budget(database.jdbi(), settings.training(), clock);
  }

  PromoteByHand promoteByHand() {
    return new PromoteByHand(database.jdbi(), registry(), audit());
  }

  Challengers challengers() {
    return new Challengers(
        database.jdbi(), registry(), new AuditLog(database.jdbi(), clock), clock);
  }

  CancelTraining cancelTraining() {
    return new CancelTraining(
        database.jdbi(), registry(), new Outbox(database.jdbi(), lease()), audit(), clock);
  }

  AuditLog audit() {
    return new AuditLog(database.jdbi(), clock);
  }

  ChangeKeys changeKeys() {
    return new ChangeKeys(keyFile(settings), database.jdbi(), audit(), clock);
  }

  static KeyFile keyFile(Settings settings) {
    return new KeyFile(settings.server().keysFile());
  }

  OpenQuestions rechecks() {
    return new OpenQuestions(database.jdbi(), "evaluation_requests", lease(), Duration.ZERO);
  }

  private Lease lease() {
    return Lease.of("command", Duration.ofMinutes(1), clock);
  }

  ClientNames names() {
    return clients.names();
  }

  ClientStatus status(ClientId client) {
    return new ClientStatus(client, registry().versions(client), cycles().lastAnswer(client));
  }

  /** Every client that is configured or has an experiment. */
  List<ClientStatus> statuses() {
    TreeSet<ClientId> all = new TreeSet<>(experiments().clients());
    clients.all().stream().map(ClientConfig::id).forEach(all::add);
    return all.stream().map(this::status).toList();
  }

  @Override
  public void close() {
    database.close();
  }
}

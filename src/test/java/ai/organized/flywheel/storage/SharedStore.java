package ai.organized.flywheel.storage;

import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.train.TrainingJobs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One store file that several processes open: each with its connection and its leases. */
final class SharedStore {
  static final Duration LEASE = Duration.ofMinutes(10);
  static final Duration POLL = Duration.ofMinutes(1);

  private final Path folder;
  private final MovableClock clock = new MovableClock();

  /** With so many clients, of each one job, one question and one message, all due. */
  SharedStore(Path folder, int clients) {
    this.folder = folder;
    try (Database database = open()) {
      Lease setup = lease("setup");
      for (int i = 0; i < clients; i++) {
        ClientId client = new ClientId("client-" + i);
        outbox(database, setup).add(client, "promoted", "message " + i);
        cycles(database, setup).ask(List.of(client), "a drop");
        plan(database, setup, client);
      }
    }
    clock.move(Duration.ofSeconds(1));
  }

  MovableClock clock() {
    return clock;
  }

  Database open() {
    return Database.open(folder.resolve("flywheel.sqlite"));
  }

  Lease lease(String name) {
    return Lease.of(name, LEASE, clock);
  }

  Outbox outbox(Database database, Lease lease) {
    return new Outbox(database.jdbi(), lease);
  }

  OpenQuestions cycles(Database database, Lease lease) {
    return new OpenQuestions(database.jdbi(), "cycles", lease, Duration.ZERO);
  }

  TrainingJobs jobs(Database database, Lease lease) {
    return new TrainingJobs(database.jdbi(), lease, registry(database), clients(), POLL);
  }

  private void plan(Database database, Lease lease, ClientId client) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute(
                  "insert into datasets (client_id, version, hash, system_prompt, training_lines,"
                      + " holdout_lines, manifest, created_at)"
                      + " values (?, 1, 'h', 'p', 50, 10, '{}', 1)",
                  client.value());
              registry(database).begin(handle, client, 1, "a", "openai", "base");
              jobs(database, lease).plan(handle, client, 1, java.util.OptionalDouble.empty());
            });
  }

  private ModelRegistry registry(Database database) {
    return new ModelRegistry(database.jdbi(), clients(), clock);
  }

  private Clients clients() {
    return new Clients(folder.resolve("clients"));
  }
}

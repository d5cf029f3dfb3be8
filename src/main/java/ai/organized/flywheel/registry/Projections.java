package ai.organized.flywheel.registry;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.FailureException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The readable files that follow the registry. */
final class Projections {
  private static final Logger LOG = LoggerFactory.getLogger(Projections.class);

  private final Jdbi jdbi;
  private final Clients clients;
  private final List<Consumer<ClientId>> others = new CopyOnWriteArrayList<>();

  Projections(Jdbi jdbi, Clients clients) {
    this.jdbi = jdbi;
    this.clients = clients;
  }

  /** A file of somebody else that changes with the registry. */
  void also(Consumer<ClientId> file) {
    others.add(file);
  }

  void write(ClientId client) {
    // Inside a transaction, which waits for every other: the file is never older than the table.
    jdbi.useTransaction(
        handle ->
            RegistryFile.write(clients.folder(client), ModelRegistry.versions(handle, client)));
    others.forEach(file -> write(file, client));
  }

  /** What the file would tell has happened: its step goes on, and the next one writes it. */
  private static void write(Consumer<ClientId> file, ClientId client) {
    try {
      file.accept(client);
    } catch (FailureException | UncheckedIOException e) {
      LOG.warn("a file of {} is not of today: {}", client, e.getMessage());
    }
  }

  /** Of all clients anew: a crash may have come between a table and its file. */
  void writeAll() {
    jdbi.withHandle(Projections::clientIds).forEach(client -> write(new ClientId(client)));
  }

  private static List<String> clientIds(Handle handle) {
    return handle
        .createQuery("select distinct client_id from model_versions")
        .mapTo(String.class)
        .list();
  }
}

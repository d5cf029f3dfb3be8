package ai.organized.flywheel.experiment;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.experiment.drop.Drop;
import ai.organized.flywheel.redact.Redactions;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.storage.Database;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A real store in a folder, with the clients hre (also HRE and hre-beauty) and teleios. */
final class StoreOnDisk implements AutoCloseable {
  static final ClientId HRE = new ClientId("hre");
  static final ClientId TELEIOS = new ClientId("teleios");

  private final Path folder;
  private final Database database;
  private final Clients clients;
  private final ExperimentStore experiments;

  private StoreOnDisk(Path folder) {
    this.folder = folder;
    this.clients = new Clients(folder.resolve("clients"));
    configure("hre", "{\"client_id\":\"hre\",\"aliases\":[\"HRE\",\"hre-beauty\"]}");
    configure("teleios", "{\"client_id\":\"teleios\",\"data_egress_allowed\":false}");
    Fresh.copyTo(file());
    this.database = Database.open(file());
    this.experiments =
        new ExperimentStore(
            database.jdbi(), Clock.fixed(Instant.parse("2026-04-08T00:00:00Z"), ZoneOffset.UTC));
  }

  /** An empty store that every test starts from: making the tables costs more than most tests. */
  private static final class Fresh {
    private static final byte[] BYTES = make();

    static void copyTo(Path file) {
      try {
        if (!Files.exists(file)) {
          Files.write(file, BYTES);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static byte[] make() {
      try {
        Path folder = Files.createTempDirectory("fresh");
        Path file = folder.resolve("flywheel.sqlite");
        Database.open(file).close();
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        Files.delete(folder);
        return bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static StoreOnDisk in(Path folder) {
    return new StoreOnDisk(folder);
  }

  void configure(String client, String json) {
    try {
      Path config = folder.resolve("clients").resolve(client).resolve("config.json");
      Files.createDirectories(config.getParent());
      Files.writeString(config, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return folder.resolve("flywheel.sqlite");
  }

  Database database() {
    return database;
  }

  ExperimentStore experiments() {
    return experiments;
  }

  Saved save(ObjectNode submitted) {
    return experiments.save(
        submitted,
        new ReadExperiment(
            clients.names(), Optional.empty(), Scale.UNIT, client -> new Redactions()));
  }

  ImportExperiments importer() {
    return new ImportExperiments(
        experiments, clients, new RedactionKeys(database.jdbi(), Clock.systemUTC(), ""));
  }

  ImportReport take(String drop) {
    return take(drop, ImportOptions.DEFAULT);
  }

  ImportReport take(String drop, ImportOptions options) {
    return take(Drops.stream(drop), options);
  }

  ImportReport take(InputStream drop) {
    return take(drop, ImportOptions.DEFAULT);
  }

  ImportReport take(InputStream drop, ImportOptions options) {
    return importer().from(Drop.posted(drop), options);
  }

  ImportReport takeFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return importer().from(Drop.file(file, in), ImportOptions.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<ExperimentRecord> all() {
    return experiments.query(ExperimentQuery.ALL);
  }

  long count() {
    return experiments.count(ExperimentQuery.ALL);
  }

  @Override
  public void close() {
    database.close();
  }
}

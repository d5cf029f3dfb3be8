package ai.organized.flywheel.bench.gateway;

import ai.organized.flywheel.access.ChangeKeys;
import ai.organized.flywheel.access.KeyFile;
import ai.organized.flywheel.access.Role;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A data folder in which client {@code bench} has a key, and a model that answers, at OpenAI's
 * address.
 */
final class PlantedModel {
  static final String CLIENT = "bench";

  /** As long as one that is built from a small account, about 300 tokens. */
  private static final String SYSTEM_PROMPT =
      "You fix tracking for the account Bench. "
          + "The container GTM-BENCH01 sends purchase with value, currency and transaction_id. "
              .repeat(14)
              .strip();

  private PlantedModel() {}

  /**
   * @return an API key of the client
   */
  static String in(Path data) throws IOException {
    Path folder = Files.createDirectories(data.resolve("clients").resolve(CLIENT));
    Files.writeString(
        folder.resolve("config.json"),
        "{\"client_id\":\"bench\",\"display_name\":\"Bench\",\"track_preference\":\"a\","
            + "\"data_egress_allowed\":true,\"fallback\":\"error\"}");
    ClientId client = new ClientId(CLIENT);
    try (Database database = Database.open(data.resolve("flywheel.sqlite"))) {
      ModelRegistry registry =
          new ModelRegistry(
              database.jdbi(), new Clients(data.resolve("clients")), Clock.systemUTC());
      database
          .jdbi()
          .useTransaction(
              handle -> {
                handle.execute(
                    "insert into datasets (client_id, version, hash, system_prompt, training_lines,"
                        + " holdout_lines, manifest, created_at) values (?, 1, ?, ?, 0, 0, '{}', 0)",
                    CLIENT,
                    "0123456789abcdef".repeat(4),
                    SYSTEM_PROMPT);
                registry.begin(handle, client, 1, "a", "openai", "gpt-4o-mini-2024-07-18");
                registry.trained(handle, client, 1, "ft:gpt-4o-mini-2024-07-18:bench::v1");
                registry.scored(handle, client, 1, 0.9);
                registry.promote(handle, client, 1, "planted for a measurement");
              });
      AuditLog audit = new AuditLog(database.jdbi(), Clock.systemUTC());
      return new ChangeKeys(
              new KeyFile(data.resolve("keys.json")), database.jdbi(), audit, Clock.systemUTC())
          .add("bench", CLIENT, Role.CLIENT, Optional.of(client), OptionalInt.empty());
    }
  }
}

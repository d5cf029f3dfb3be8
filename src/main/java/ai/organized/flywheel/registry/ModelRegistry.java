package ai.organized.flywheel.registry;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.RefusedException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The table {@code model_versions}. Changes that belong to a larger step take that step's
 * transaction; {@link #project} then writes the readable file.
 */
public final class ModelRegistry {
  private static final String SELECT = "select * from model_versions where client_id = :client ";

  private final Jdbi jdbi;
  private final Clients clients;
  private final Clock clock;

  public ModelRegistry(Jdbi jdbi, Clients clients, Clock clock) {
    this.jdbi = jdbi;
    this.clients = clients;
    this.clock = clock;
  }

  /** A new version whose training is about to begin. */
  public void begin(
      Handle handle, ClientId client, int version, String track, String provider, String base) {
    handle
        .createUpdate(
            "insert into model_versions (client_id, version, track, provider, base_model, state,"
                + " created_at, updated_at) values (:client, :version, :track, :provider, :base,"
                + " 'training', :now, :now)")
        .bind("client", client.value())
        .bind("version", version)
        .bind("track", track)
        .bind("provider", provider)
        .bind("base", base)
        .bind("now", clock.millis())
        .execute();
  }

  /** Training has given a model; it is being evaluated. */
  public void trained(Handle handle, ClientId client, int version, String modelId) {
    int changed =
        handle
            .createUpdate(
                "update model_versions set model_id = :model, state = 'evaluating',"
                    + " updated_at = :now where client_id = :client and version = :version")
            .bind("model", modelId)
            .bind("client", client.value())
            .bind("version", version)
            .bind("now", clock.millis())
            .execute();
    requireOne(changed, client, version);
  }

  public void scored(Handle handle, ClientId client, int version, double evalScore) {
    int changed =
        handle
            .createUpdate(
                "update model_versions set eval_score = :score, state = 'ready', updated_at = :now"
                    + " where client_id = :client and version = :version")
            .bind("score", evalScore)
            .bind("client", client.value())
            .bind("version", version)
            .bind("now", clock.millis())
            .execute();
    requireOne(changed, client, version);
  }

  /** Ends a version without letting it answer, or sets it back to training. */
  public void move(Handle handle, ClientId client, int version, ModelState state, String reason) {
    int changed =
        handle
            .createUpdate(
                "update model_versions set state = :state, reason = :reason, updated_at = :now"
                    + " where client_id = :client and version = :version")
            .bind("state", state.word())
            .bind("reason", reason)
            .bind("client", client.value())
            .bind("version", version)
            .bind("now", clock.millis())
            .execute();
    requireOne(changed, client, version);
  }

  private static void requireOne(int changed, ClientId client, int version) {
    if (changed != 1) {
      throw new BrokenException("client " + client + " has no version " + version + " to change");
    }
  }

  /** Lets a version answer and archives the one that did, in the caller's transaction. */
  public void promote(Handle handle, ClientId client, int version, String reason) {
    handle
        .createUpdate(
            "update model_versions set state = 'archived', updated_at = :now"
                + " where client_id = :client and state = 'active'")
        .bind("client", client.value())
        .bind("now", clock.millis())
        .execute();
    move(handle, client, version, ModelState.ACTIVE, reason);
  }

  /**
   * Lets an earlier version answer again.
   *
   * @throws RefusedException when that version never answered and is not ready to
   */
  public void rollBack(ClientId client, int version) {
    jdbi.useTransaction(
        handle -> {
          ModelVersion wanted = find(handle, client, version);
          if (wanted.state() != ModelState.ARCHIVED && wanted.state() != ModelState.READY) {
            throw new RefusedException(
                "not_archived",
                "version "
                    + version
                    + " of client "
                    + client
                    + " is "
                    + wanted.state().word()
                    + "; only an archived or ready version can answer again. See: flywheel"
                    + " fine-tune status --client "
                    + client);
          }
          promote(handle, client, version, "rolled back to");
        });
    project(client);
  }

  public ModelVersion version(ClientId client, int version) {
    return jdbi.withHandle(handle -> find(handle, client, version));
  }

  private static ModelVersion find(Handle handle, ClientId client, int version) {
    return handle
        .createQuery(SELECT + "and version = :version")
        .bind("client", client.value())
        .bind("version", version)
        .map((row, context) -> version(row))
        .findOne()
        .orElseThrow(
            () ->
                new RefusedException(
                    "unknown_version",
                    "client "
                        + client
                        + " has no version "
                        + version
                        + "; see: flywheel fine-tune"
                        + " status --client "
                        + client));
  }

  /** All versions, the newest first. */
  public List<ModelVersion> versions(ClientId client) {
    return jdbi.withHandle(handle -> versions(handle, client));
  }

  private static List<ModelVersion> versions(Handle handle, ClientId client) {
    return handle
        .createQuery(SELECT + "order by version desc")
        .bind("client", client.value())
        .map((row, context) -> version(row))
        .list();
  }

  /** The version that answers. */
  public Optional<ModelVersion> active(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "and state = 'active'")
                .bind("client", client.value())
                .map((row, context) -> version(row))
                .findOne());
  }

  /** Number of the version that answers, as the caller's transaction sees it. */
  public Optional<Integer> activeVersion(Handle handle, ClientId client) {
    return handle
        .createQuery("select version from model_versions where client_id = ? and state = 'active'")
        .bind(0, client.value())
        .mapTo(Integer.class)
        .findOne();
  }

  /** Writes {@code model_registry.json} of a client from the table. */
  public void project(ClientId client) {
    // Inside a transaction, which waits for every other: the file is never older than the table.
    jdbi.useTransaction(
        handle -> RegistryFile.write(clients.folder(client), versions(handle, client)));
  }

  /** Writes the files of all clients anew: a crash may have come between a table and its file. */
  public void projectAll() {
    List<String> all =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select distinct client_id from model_versions")
                    .mapTo(String.class)
                    .list());
    all.forEach(client -> project(new ClientId(client)));
  }

  private static ModelVersion version(ResultSet row) throws SQLException {
    double score = row.getDouble("eval_score");
    Optional<Double> evalScore = row.wasNull() ? Optional.empty() : Optional.of(score);
    return new ModelVersion(
        new ClientId(row.getString("client_id")),
        row.getInt("version"),
        row.getString("track"),
        row.getString("provider"),
        row.getString("base_model"),
        Optional.ofNullable(row.getString("model_id")),
        ModelState.of(row.getString("state")),
        evalScore,
        Optional.ofNullable(row.getString("reason")),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}

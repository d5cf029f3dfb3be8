package ai.organized.flywheel.registry;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.RefusedException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/**
 * The table {@code model_versions}. Changes that belong to a larger step take that step's
 * transaction; {@link #project} then writes the readable file.
 */
public final class ModelRegistry {
  private static final String SELECT = "select * from model_versions where client_id = :client ";

  private final Jdbi jdbi;
  private final Projections files;
  private final Clock clock;

  public ModelRegistry(Jdbi jdbi, Clients clients, Clock clock) {
    this.jdbi = jdbi;
    this.files = new Projections(jdbi, clients);
    this.clock = clock;
  }

  /** A version whose training failed begins anew elsewhere. */
  public void beginAnew(
      Handle handle, ClientId client, int version, String track, String provider, String base) {
    change(
        handle,
        client,
        version,
        "track = :track, provider = :provider, base_model = :base, model_id = null,"
            + " eval_score = null, removing_at = null, removed_at = null, state = 'training'",
        update -> update.bind("track", track).bind("provider", provider).bind("base", base));
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
    change(
        handle,
        client,
        version,
        "model_id = :model, state = 'evaluating'",
        update -> update.bind("model", modelId));
  }

  public void scored(Handle handle, ClientId client, int version, double evalScore) {
    change(
        handle,
        client,
        version,
        "eval_score = :score, state = 'ready'",
        update -> update.bind("score", evalScore));
  }

  /** Ends a version without letting it answer, or sets it back to training. */
  public void move(Handle handle, ClientId client, int version, ModelState state, String reason) {
    change(
        handle,
        client,
        version,
        "state = :state, reason = :reason",
        update -> update.bind("state", state.word()).bind("reason", reason));
    if (state == ModelState.ACTIVE || state == ModelState.REFUSED || state == ModelState.FAILED) {
      endTrial(handle, client, version, state);
    }
  }

  /** A version that answers by itself, or never will, is not tried out beside another any more. */
  private void endTrial(Handle handle, ClientId client, int version, ModelState state) {
    int ended =
        handle.execute(
            "delete from challengers where client_id = ? and version = ?", client.value(), version);
    if (ended == 1) {
      String why = "v" + version + " is " + state.word();
      new AuditLog(jdbi, clock)
          .add(handle, "flywheel", Action.CHALLENGE_ENDED, client, version, why);
    }
  }

  private void change(
      Handle handle, ClientId client, int version, String columns, UnaryOperator<Update> values) {
    int changed =
        values
            .apply(
                handle
                    .createUpdate(
                        "update model_versions set "
                            + columns
                            + ", updated_at = :now"
                            + " where client_id = :client and version = :version")
                    .bind("client", client.value())
                    .bind("version", version)
                    .bind("now", clock.millis()))
            .execute();
    if (changed != 1) {
      throw new BrokenException("client " + client + " has no version " + version + " to change");
    }
  }

  /** Lets a version answer and archives the one that did, in the caller's transaction. */
  public void promote(Handle handle, ClientId client, int version, String reason) {
    activeVersion(handle, client)
        .filter(before -> before != version)
        .ifPresent(before -> remember(handle, client, version, before));
    handle
        .createUpdate(
            "update model_versions set state = 'archived', updated_at = :now"
                + " where client_id = :client and state = 'active'")
        .bind("client", client.value())
        .bind("now", clock.millis())
        .execute();
    move(handle, client, version, ModelState.ACTIVE, reason);
  }

  /** A version that is gone back to keeps the one it replaced when it was promoted. */
  private static void remember(Handle handle, ClientId client, int version, int before) {
    handle.execute(
        "update model_versions set replaced = ? where client_id = ? and version = ?"
            + " and state <> 'archived'",
        before,
        client.value(),
        version);
  }

  /**
   * The version that answered before the active one and could answer again; empty when there is no
   * such version, or none is known.
   */
  public Optional<ModelVersion> predecessor(ClientId client) {
    return jdbi.withHandle(handle -> predecessor(handle, client));
  }

  /** The same as the caller's transaction sees it. */
  public Optional<ModelVersion> predecessor(Handle handle, ClientId client) {
    return handle
        .createQuery(
            SELECT
                + "and state = 'archived' and removing_at is null"
                + " and version = (select replaced from model_versions where client_id = :client and state = 'active')")
        .bind("client", client.value())
        .map(new ReadModelVersion())
        .findOne();
  }

  /**
   * Lets an earlier version answer again.
   *
   * @throws RefusedException when that version never answered and is not ready to
   */
  public void rollBack(ClientId client, int version) {
    rollBack(client, version, handle -> {});
  }

  /**
   * @param told written in the same transaction
   */
  public void rollBack(ClientId client, int version, Consumer<Handle> told) {
    jdbi.useTransaction(
        handle -> {
          MayAnswerAgain.require(find(handle, client, version), versions(handle, client));
          promote(handle, client, version, "rolled back to");
          told.accept(handle);
        });
    project(client);
  }

  public ModelVersion version(ClientId client, int version) {
    return jdbi.withHandle(handle -> find(handle, client, version));
  }

  /** The same as the caller's transaction sees it. */
  public ModelVersion version(Handle handle, ClientId client, int version) {
    return find(handle, client, version);
  }

  static ModelVersion find(Handle handle, ClientId client, int version) {
    return handle
        .createQuery(SELECT + "and version = :version")
        .bind("client", client.value())
        .bind("version", version)
        .map(new ReadModelVersion())
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

  static List<ModelVersion> versions(Handle handle, ClientId client) {
    return handle
        .createQuery(SELECT + "order by version desc")
        .bind("client", client.value())
        .map(new ReadModelVersion())
        .list();
  }

  /** The version that answers. */
  public Optional<ModelVersion> active(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "and state = 'active'")
                .bind("client", client.value())
                .map(new ReadModelVersion())
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

  /** Another readable file of a client, written whenever the registry's own is. */
  public void alsoWrite(Consumer<ClientId> file) {
    files.also(file);
  }

  /** Writes {@code model_registry.json} of a client from the table. */
  public void project(ClientId client) {
    files.write(client);
  }

  /** Writes the files of all clients anew: a crash may have come between a table and its file. */
  public void projectAll() {
    files.writeAll();
  }
}

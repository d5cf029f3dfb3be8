package ai.organized.flywheel.registry;

import ai.organized.flywheel.client.ClientId;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Versions whose models only take up room on own hardware: older than the newest {@code most}, and
 * neither the one that answers, nor the one that is gone back to from it, nor one that is tried out
 * or on its way. A model at a remote provider takes none of ours, and stays.
 */
public final class OldVersions {
  private static final String DUE =
      "select * from model_versions v where client_id = :client and track = 'b'"
          + " and state in ('archived', 'refused', 'failed') and model_id is not null"
          + " and removed_at is null"
          // what was begun is brought to its end: it may be gone already
          + " and (removing_at is not null or ("
          + "version not in (select version from model_versions where client_id = :client"
          + " order by version desc limit :most)"
          + " and not exists (select 1 from model_versions a where a.client_id = :client"
          + " and a.state = 'active' and a.replaced = v.version)"
          + " and not exists (select 1 from challengers c where c.client_id = :client"
          + " and c.version = v.version)))"
          // a model's name may be that of a version that is kept
          + " and not exists (select 1 from model_versions k where k.client_id = :client"
          + " and k.model_id = v.model_id and k.version <> v.version and k.removed_at is null)"
          + " order by version";

  private final Jdbi jdbi;
  private final Clock clock;
  private final int most;

  /**
   * @param most how many of a client's newest versions keep their model whatever became of them
   */
  public OldVersions(Jdbi jdbi, Clock clock, int most) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.most = most;
  }

  /** The oldest first. */
  public List<ModelVersion> due(ClientId client) {
    return jdbi.withHandle(handle -> due(handle, client));
  }

  private List<ModelVersion> due(Handle handle, ClientId client) {
    return handle
        .createQuery(DUE)
        .bind("client", client.value())
        .bind("most", most)
        .map(new ReadModelVersion())
        .list();
  }

  /**
   * Marks it before its model is removed: who rolls back now is refused, and who was first keeps
   * it. From now on it is due until {@link #removed}.
   *
   * @return false when it must be kept after all
   */
  public boolean claim(ModelVersion version) {
    return jdbi.inTransaction(
        handle ->
            due(handle, version.client()).stream()
                    .anyMatch(due -> due.version() == version.version())
                && mark(handle, version, "removing_at"));
  }

  /** Its model is gone, and what that means is written in the same transaction. */
  public void removed(ModelVersion version, Consumer<Handle> told) {
    jdbi.useTransaction(
        handle -> {
          if (mark(handle, version, "removed_at")) {
            told.accept(handle);
          }
        });
  }

  /** False when another process has marked it as removed. */
  private boolean mark(Handle handle, ModelVersion version, String column) {
    return handle.execute(
            "update model_versions set "
                + column
                + " = ? where client_id = ? and version = ? and removed_at is null",
            clock.millis(),
            version.client().value(),
            version.version())
        == 1;
  }
}

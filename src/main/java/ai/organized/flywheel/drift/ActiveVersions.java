package ai.organized.flywheel.drift;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.registry.ModelRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Who answers now, and since when. */
public final class ActiveVersions {
  private final Jdbi jdbi;
  private final ModelRegistry registry;

  public ActiveVersions(Jdbi jdbi, ModelRegistry registry) {
    this.jdbi = jdbi;
    this.registry = registry;
  }

  /** Every client with a version that answers. */
  public List<ClientId> clients() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select client_id from model_versions where state = 'active' order by client_id")
                .map((row, context) -> new ClientId(row.getString(1)))
                .list());
  }

  Optional<ActiveVersion> of(ClientId client) {
    return registry
        .active(client)
        .map(model -> new ActiveVersion(model, since(client, model.version())));
  }

  /** A version that answers is changed by nothing but its promotion. */
  private Instant since(ClientId client, int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select updated_at from model_versions where client_id = ? and version = ?")
                .bind(0, client.value())
                .bind(1, version)
                .map((row, context) -> Instant.ofEpochMilli(row.getLong(1)))
                .one());
  }
}

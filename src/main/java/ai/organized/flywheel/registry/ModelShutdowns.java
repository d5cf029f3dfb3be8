package ai.organized.flywheel.registry;

import ai.organized.flywheel.client.ClientId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * When models stop, as their providers said last: the table {@code model_shutdowns}, to be read. A
 * trained model stops with its base, or earlier.
 */
public final class ModelShutdowns {
  private static final String OF_A_MODEL =
      "select min(stops_at) from model_shutdowns where provider = :provider and model_id in"
          + " (select :model union select base_model from model_versions"
          + " where provider = :provider and model_id = :model)";

  private static final String OF_A_CLIENT =
      "select min(stops_at) from model_shutdowns join model_versions using (provider)"
          + " where client_id = :client and state in ('active', 'ready') and"
          + " (model_shutdowns.model_id = model_versions.model_id"
          + " or model_shutdowns.model_id = model_versions.base_model)";

  private final Jdbi jdbi;

  public ModelShutdowns(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Empty when no date was told, which is not never. */
  public Optional<Instant> of(String provider, String modelId) {
    return jdbi.withHandle(handle -> of(handle, provider, modelId));
  }

  /** The same as the caller's transaction sees it. */
  public static Optional<Instant> of(Handle handle, String provider, String modelId) {
    return handle
        .createQuery(OF_A_MODEL)
        .bind("provider", provider)
        .bind("model", modelId)
        .map((row, context) -> stop(row.getObject(1)))
        .one();
  }

  /** The first of the models that answer for a client, or are ready to. */
  public Optional<Instant> soonest(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OF_A_CLIENT)
                .bind("client", client.value())
                .map((row, context) -> stop(row.getObject(1)))
                .one());
  }

  private static Optional<Instant> stop(Object millis) {
    return millis instanceof Number at
        ? Optional.of(Instant.ofEpochMilli(at.longValue()))
        : Optional.empty();
  }
}

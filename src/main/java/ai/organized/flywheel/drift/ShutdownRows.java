package ai.organized.flywheel.drift;

import ai.organized.flywheel.client.ClientId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The table {@code model_shutdowns} as it is written, and whom it concerns. */
final class ShutdownRows {
  private final Jdbi jdbi;
  private final Clock clock;

  ShutdownRows(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** Clients with a version of this provider that answers, is ready to, or is in training. */
  List<ClientId> clients(String provider) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select distinct client_id from model_versions where provider = ? and state in"
                        + " ('active', 'ready', 'training', 'evaluating') order by client_id")
                .bind(0, provider)
                .map((row, context) -> new ClientId(row.getString(1)))
                .list());
  }

  /** Models of the provider that some version is, or was trained from. */
  Set<String> used(String provider) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select model_id from model_versions where provider = :p and model_id is not"
                        + " null union select base_model from model_versions where provider = :p")
                .bind("p", provider)
                .mapTo(String.class)
                .collect(Collectors.toSet()));
  }

  /** A date that was moved to later is warned of anew, for what was trained from it as well. */
  void save(String provider, String modelId, Optional<Instant> stops) {
    Long at = stops.map(Instant::toEpochMilli).orElse(null);
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  "update model_shutdowns set warned_days = null where provider = :provider and"
                      + " exists (select 1 from model_shutdowns old where provider = :provider and"
                      + " old.model_id = :model and old.stops_at < :at) and (model_id = :model or"
                      + " model_id in (select model_id from model_versions where provider ="
                      + " :provider and base_model = :model))")
              .bind("provider", provider)
              .bind("model", modelId)
              .bind("at", at)
              .execute();
          handle.execute(
              "insert into model_shutdowns (provider, model_id, stops_at, read_at)"
                  + " values (?, ?, ?, ?) on conflict (provider, model_id) do update set"
                  + " stops_at = excluded.stops_at, read_at = excluded.read_at",
              provider,
              modelId,
              at,
              clock.millis());
        });
  }

  /**
   * Whether this warning is the first of its kind for a model; of two processes one is told so.
   *
   * @param days ahead
   */
  boolean isFirstWarning(Handle handle, String provider, String modelId, int days) {
    return handle.execute(
            "insert into model_shutdowns (provider, model_id, read_at, warned_days)"
                + " values (?, ?, ?, ?) on conflict (provider, model_id) do update set warned_days"
                + " = excluded.warned_days where warned_days is null or warned_days >"
                + " excluded.warned_days",
            provider,
            modelId,
            clock.millis(),
            days)
        == 1;
  }
}

package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.FailureException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The table {@code evaluation_silences}: models that could not be asked, since when and why. What
 * is older than an hour counts no more, because a later evaluation asks anew.
 */
final class Silences {
  private static final Duration COUNTS_FOR = Duration.ofHours(1);

  /** A model that was just trained is not known everywhere for some minutes. */
  static final Duration GONE_AFTER = Duration.ofHours(1);

  /** So often in a row a model that the evaluation can do without is waited for. */
  private static final int PATIENCE = 3;

  private final Jdbi jdbi;
  private final Clock clock;

  Silences(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * @param since milliseconds since 1970
   * @param failures in a row
   * @param refused it will not answer, however often it is asked
   */
  private record Silence(long since, long at, int failures, boolean refused, String reason) {}

  /** Keeps that a model did not answer; gives for how long it has not. */
  Duration note(ClientId client, String provider, String modelId, FailureException failure) {
    long now = clock.millis();
    return jdbi.inTransaction(
        handle -> {
          Optional<Silence> before =
              find(handle, client, provider, modelId).filter(s -> counts(s, now));
          long since = before.map(Silence::since).orElse(now);
          handle.execute(
              "insert into evaluation_silences (client_id, provider, model_id, since, at, failures,"
                  + " refused, reason) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (client_id,"
                  + " provider, model_id) do update set since = excluded.since, at = excluded.at,"
                  + " failures = excluded.failures, refused = excluded.refused, reason ="
                  + " excluded.reason",
              client.value(),
              provider,
              modelId,
              since,
              now,
              before.map(Silence::failures).orElse(0) + 1,
              failure.retryable() ? 0 : 1,
              failure.getMessage());
          return Duration.ofMillis(now - since);
        });
  }

  void forget(ClientId client, String provider, String modelId) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "delete from evaluation_silences where client_id = ? and provider = ? and model_id"
                    + " = ?",
                client.value(),
                provider,
                modelId));
  }

  /** Why an evaluation goes on without a model; empty: it does not. */
  Optional<String> doneWithout(ClientId client, Contestant model) {
    return switch (model.role()) {
      case BASELINE -> givenUp(client, model.provider(), model.modelId());
      case CHAMPION -> gone(client, model.provider(), model.modelId());
      case CANDIDATE -> Optional.empty();
    };
  }

  /** Why a model is not asked any more for now; empty: it is. */
  Optional<String> givenUp(ClientId client, String provider, String modelId) {
    return find(client, provider, modelId)
        .filter(s -> counts(s, clock.millis()))
        .filter(s -> s.refused() || s.failures() >= PATIENCE)
        .map(Silence::reason);
  }

  /** Why a model is gone, as far as one can tell: it has refused for an hour, and does still. */
  private Optional<String> gone(ClientId client, String provider, String modelId) {
    return find(client, provider, modelId)
        .filter(s -> counts(s, clock.millis()))
        .filter(s -> s.refused() && s.at() - s.since() >= GONE_AFTER.toMillis())
        .map(Silence::reason);
  }

  /** Why a model did not answer the last time. */
  Optional<String> reason(ClientId client, String provider, String modelId) {
    return find(client, provider, modelId).map(Silence::reason);
  }

  private static boolean counts(Silence silence, long now) {
    return now - silence.at() < COUNTS_FOR.toMillis();
  }

  private Optional<Silence> find(ClientId client, String provider, String modelId) {
    return jdbi.withHandle(handle -> find(handle, client, provider, modelId));
  }

  private static Optional<Silence> find(
      Handle handle, ClientId client, String provider, String modelId) {
    return handle
        .createQuery(
            "select * from evaluation_silences where client_id = ? and provider = ? and model_id ="
                + " ?")
        .bind(0, client.value())
        .bind(1, provider)
        .bind(2, modelId)
        .map(
            (row, context) ->
                new Silence(
                    row.getLong("since"),
                    row.getLong("at"),
                    row.getInt("failures"),
                    row.getInt("refused") != 0,
                    row.getString("reason")))
        .findOne();
  }
}

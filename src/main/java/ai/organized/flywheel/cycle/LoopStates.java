package ai.organized.flywheel.cycle;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.cycle.LoopState.Answered;
import ai.organized.flywheel.cycle.LoopState.Asked;
import ai.organized.flywheel.cycle.LoopState.Challenger;
import ai.organized.flywheel.cycle.LoopState.UnderWay;
import ai.organized.flywheel.cycle.LoopState.Version;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from all tables where a client's loop stands; changes nothing. */
public final class LoopStates {
  private static final Logger LOG = LoggerFactory.getLogger(LoopStates.class);

  private final double threshold;
  private final int retrainDelta;
  private final Duration settle;
  private final Duration coolDown;
  private final Clients clients;

  public LoopStates(Settings settings, Clients clients) {
    this.threshold = settings.dataset().scoreThreshold();
    this.retrainDelta = settings.cycle().retrainDelta();
    this.settle = settings.cycle().settle();
    this.coolDown = settings.cycle().coolDown();
    this.clients = clients;
  }

  public LoopState of(Handle handle, ClientId client) {
    Optional<Instant> cool =
        one(
                handle,
                "select max(coalesce(j.planned_at, v.created_at)) from model_versions v left join"
                    + " training_jobs j on j.client_id = v.client_id and j.version = v.version"
                    + " where v.client_id = :client",
                client,
                (row, context) -> Optional.ofNullable(row.getString(1)))
            .flatMap(at -> at)
            .map(at -> Instant.ofEpochMilli(Long.parseLong(at)).plus(coolDown));
    return new LoopState(
        client,
        question(handle, client, cool),
        answer(handle, client),
        cool,
        newExamples(handle, client),
        retrainDelta,
        active(handle, client),
        underWay(handle, client),
        challenger(handle, client),
        shutdown(handle, client));
  }

  private Optional<Asked> question(Handle handle, ClientId client, Optional<Instant> cool) {
    return one(
        handle,
        "select because, asked_at from cycles where client_id = :client and asked_at is not null",
        client,
        (row, context) -> {
          Instant since = Instant.ofEpochMilli(row.getLong("asked_at"));
          Instant settled = since.plus(settle);
          return new Asked(
              row.getString("because"), since, cool.filter(settled::isBefore).orElse(settled));
        });
  }

  private static Optional<Answered> answer(Handle handle, ClientId client) {
    return one(
        handle,
        "select answer, case when asked_at is null then answered_at end as at from cycles"
            + " where client_id = :client and answer is not null",
        client,
        (row, context) ->
            new Answered(
                row.getString("answer"),
                Optional.ofNullable(row.getString("at"))
                    .map(at -> Instant.ofEpochMilli(Long.parseLong(at)))));
  }

  private Optional<Integer> newExamples(Handle handle, ClientId client) {
    try {
      double score = clients.config(client).scoreThreshold().orElse(threshold);
      return Optional.of(newExamples(handle, client, score));
    } catch (RefusedException e) { // what has happened is told all the same
      LOG.warn("the new examples of {} are not counted: {}", client, e.getMessage());
      return Optional.empty();
    }
  }

  private static int newExamples(Handle handle, ClientId client, double score) {
    return handle
        .createQuery(
            "select count(*) from experiments e where e.client_id = :client and e.score >= :score"
                + " and not exists (select 1 from dataset_lines l join model_versions v on"
                + " v.client_id = l.client_id and v.version = l.version where l.experiment_id ="
                + " e.id and v.model_id is not null and v.state <> 'failed')")
        .bind("client", client.value())
        .bind("score", score)
        .mapTo(Integer.class)
        .one();
  }

  private static Optional<Version> active(Handle handle, ClientId client) {
    return one(
        handle,
        "select * from model_versions where client_id = :client and state = 'active'",
        client,
        (row, context) ->
            new Version(
                row.getInt("version"),
                row.getString("track"),
                row.getString("provider"),
                row.getString("base_model"),
                row.getString("model_id"),
                Optional.ofNullable(row.getString("eval_score")).map(Double::valueOf)));
  }

  private static Optional<UnderWay> underWay(Handle handle, ClientId client) {
    return one(
        handle,
        "select v.version, v.provider, j.state, j.next_step from training_jobs j join"
            + " model_versions v on v.client_id = j.client_id and v.version = j.version where"
            + " j.client_id = :client and j.state not in ('done', 'failed') order by v.version"
            + " limit 1",
        client,
        (row, context) ->
            new UnderWay(
                row.getInt("version"),
                row.getString("provider"),
                row.getString("state"),
                Instant.ofEpochMilli(row.getLong("next_step"))));
  }

  private static Optional<Challenger> challenger(Handle handle, ClientId client) {
    return one(
        handle,
        "select * from challengers where client_id = :client",
        client,
        (row, context) ->
            new Challenger(
                row.getInt("version"),
                row.getDouble("percent"),
                row.getInt("shadow") == 1,
                Instant.ofEpochMilli(row.getLong("since"))));
  }

  private static Optional<LocalDate> shutdown(Handle handle, ClientId client) {
    return one(
        handle,
        "select min(s.stops_at) as stops_at from model_shutdowns s join model_versions v on"
            + " v.provider = s.provider and s.model_id in (v.base_model, v.model_id) where"
            + " v.client_id = :client and v.state = 'active' and s.stops_at is not null having"
            + " count(*) > 0",
        client,
        (row, context) ->
            Instant.ofEpochMilli(row.getLong("stops_at")).atZone(ZoneOffset.UTC).toLocalDate());
  }

  private static <T> Optional<T> one(
      Handle handle, String query, ClientId client, RowMapper<T> read) {
    return handle.createQuery(query).bind("client", client.value()).map(read).findOne();
  }
}

package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The table {@code training_events}: what the providers told, in order, each once. */
public final class TrainingEvents {
  private final Jdbi jdbi;

  public TrainingEvents(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The events and the mark up to which they are known, in one transaction. */
  void add(TrainingJob job, List<TrainingEvent> told) {
    if (told.isEmpty()) {
      return;
    }
    jdbi.useTransaction(
        handle -> {
          told.forEach(event -> add(handle, job, event));
          handle.execute(
              "update training_jobs set event_id = ? where client_id = ? and version = ?",
              told.get(told.size() - 1).id(),
              job.client().value(),
              job.version());
        });
  }

  private static void add(Handle handle, TrainingJob job, TrainingEvent event) {
    handle.execute(
        "insert into training_events (client_id, version, number, event_id, at, level, message)"
            + " select ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ? from training_events"
            + " where client_id = ? and version = ?"
            + " on conflict (client_id, version, event_id) do nothing",
        job.client().value(),
        job.version(),
        event.id(),
        event.at().toEpochMilli(),
        event.level(),
        event.message(),
        job.client().value(),
        job.version());
  }

  /**
   * @param after number of the last event that is known already; 0: none
   */
  public List<Numbered> after(ClientId client, int version, int after) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select number, event_id, at, level, message from training_events where"
                        + " client_id = ? and version = ? and number > ? order by number")
                .bind(0, client.value())
                .bind(1, version)
                .bind(2, after)
                .map(
                    (row, context) ->
                        new Numbered(
                            row.getInt("number"),
                            new TrainingEvent(
                                row.getString("event_id"),
                                Instant.ofEpochMilli(row.getLong("at")),
                                row.getString("level"),
                                row.getString("message"))))
                .list());
  }

  /** An event with its place in the training, from 1. */
  public record Numbered(int number, TrainingEvent event) {}
}

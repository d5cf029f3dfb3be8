package ai.organized.flywheel.bench;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Dataset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Planted examples as rows of a store; the run id is the example's number. */
final class PlantedRows {
  private static final int BATCH = 10_000;

  private PlantedRows() {}

  static void insert(Jdbi jdbi, ClientId client, PlantedExamples planted, int count) {
    Iterator<PlantedExample> examples = planted.stream(count).iterator();
    int number = 0;
    while (examples.hasNext()) {
      int from = number;
      number += insertBatch(jdbi, client, examples, from);
    }
  }

  private static int insertBatch(
      Jdbi jdbi, ClientId client, Iterator<PlantedExample> examples, int from) {
    return jdbi.inTransaction(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  "insert into experiments (id, client_id, run_id, problem, solution, score,"
                      + " timestamp, account_snapshot, sources_used, timestamp_ms, content_hash,"
                      + " received_at) values (?, ?, ?, ?, ?, ?, ?, '{}', '[]', ?, '', 0)");
          int count = 0;
          while (examples.hasNext() && count < BATCH) {
            PlantedExample example = examples.next();
            batch.add(
                example.id().toString(),
                client.value(),
                String.valueOf(from + count++),
                example.problem(),
                example.solution(),
                example.score(),
                example.timestamp().toString(),
                example.timestamp().toEpochMilli());
          }
          batch.execute();
          return count;
        });
  }

  /** Numbers of what was dropped as a duplicate, each with the number of what stayed. */
  static Map<Integer, Integer> duplicates(Jdbi jdbi, Dataset dataset) {
    return jdbi.withHandle(
        handle -> {
          Map<Integer, Integer> kept = new HashMap<>();
          handle
              .createQuery(
                  "select e.run_id, o.run_id from dataset_lines l join experiments e on e.id ="
                      + " l.experiment_id join experiments o on o.id = l.other_id where"
                      + " l.client_id = :client and l.version = :version and l.part = 'duplicate'")
              .bind("client", dataset.client().value())
              .bind("version", dataset.version())
              .map((row, context) -> kept.put(row.getInt(1), row.getInt(2)))
              .forEach(before -> {});
          return kept;
        });
  }
}

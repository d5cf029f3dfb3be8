package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.dataset.Dataset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A row of {@code training_jobs}, with what the registry and the dataset say beside it. */
final class ReadTrainingJob {
  private ReadTrainingJob() {}

  static TrainingJob from(ResultSet row, Clients clients) throws SQLException {
    ClientId client = new ClientId(row.getString("client_id"));
    int version = row.getInt("version");
    return new TrainingJob(
        client,
        version,
        JobState.of(row.getString("state")),
        false,
        row.getString("provider"),
        row.getString("file_id"),
        row.getString("job_id"),
        row.getString("event_id"),
        time(row, "intent_at"),
        time(row, "created_at"),
        row.getString("cancel_asked") != null,
        row.getInt("failures"),
        row.getString("base_model"),
        row.getString("model_id"),
        Dataset.trainingFile(clients.folder(client), version),
        row.getString("hash"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}

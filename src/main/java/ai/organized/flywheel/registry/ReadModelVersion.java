package ai.organized.flywheel.registry;

import ai.organized.flywheel.client.ClientId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** One row of {@code model_versions}. */
final class ReadModelVersion implements RowMapper<ModelVersion> {
  @Override
  public ModelVersion map(ResultSet row, StatementContext context) throws SQLException {
    double score = row.getDouble("eval_score");
    Optional<Double> evalScore = row.wasNull() ? Optional.empty() : Optional.of(score);
    return new ModelVersion(
        new ClientId(row.getString("client_id")),
        row.getInt("version"),
        row.getString("track"),
        row.getString("provider"),
        row.getString("base_model"),
        Optional.ofNullable(row.getString("model_id")),
        ModelState.of(row.getString("state")),
        evalScore,
        Optional.ofNullable(row.getString("reason")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        time(row, "removing_at"),
        time(row, "removed_at"));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column))
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
  }
}

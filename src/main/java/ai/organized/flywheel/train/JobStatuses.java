package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The table {@code training_jobs} as it is looked at; nothing is taken or changed. */
public final class JobStatuses {
  private final Jdbi jdbi;
  private final Clock clock;

  public JobStatuses(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  public Optional<JobStatus> of(ClientId client, int version) {
    return jdbi.withHandle(handle -> of(handle, client, version));
  }

  Optional<JobStatus> of(Handle handle, ClientId client, int version) {
    return handle
        .createQuery(
            "select j.*, m.model_id from training_jobs j join model_versions m on m.client_id ="
                + " j.client_id and m.version = j.version where j.client_id = ?"
                + " and j.version = ?")
        .bind(0, client.value())
        .bind(1, version)
        .map((row, context) -> status(row))
        .findOne();
  }

  /** The version of the client that is on its way to a verdict. */
  public Optional<Integer> underWay(ClientId client) {
    return jdbi.withHandle(handle -> underWay(handle, client, 0));
  }

  private static Optional<Integer> underWay(Handle handle, ClientId client, int except) {
    return handle
        .createQuery(
            "select version from training_jobs where client_id = ? and version <> ?"
                + " and state not in ('done', 'failed') order by version limit 1")
        .bind(0, client.value())
        .bind(1, except)
        .mapTo(Integer.class)
        .findOne();
  }

  /** As it is before the caller's transaction. */
  public void requireNoOther(ClientId client, int version) {
    jdbi.useHandle(handle -> requireNoOther(handle, client, version));
  }

  /**
   * As the caller's transaction sees it: only one version of a client is on its way.
   *
   * @throws RefusedException when it is another one
   */
  public static void requireNoOther(Handle handle, ClientId client, int version) {
    Optional<Integer> other = underWay(handle, client, version);
    if (other.isPresent()) {
      throw new RefusedException(
          "another_under_way",
          "version "
              + version
              + " of client "
              + client
              + " has to wait: version "
              + other.get()
              + " is still on its way to its verdict");
    }
  }

  private JobStatus status(ResultSet row) throws SQLException {
    return new JobStatus(
        JobState.of(row.getString("state")),
        Optional.ofNullable(row.getString("file_id")),
        Optional.ofNullable(row.getString("job_id")),
        Optional.ofNullable(row.getString("model_id")),
        time(row, "intent_at"),
        Optional.ofNullable(row.getString("last_event")),
        Optional.ofNullable(row.getString("note")),
        Instant.ofEpochMilli(row.getLong("next_step")),
        row.getInt("failures"),
        time(row, "created_at"),
        row.getString("cancel_asked") != null,
        isHeld(row),
        usd(row, "estimated_usd"),
        tokens(row),
        usd(row, "billed_usd"));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column))
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  private boolean isHeld(ResultSet row) throws SQLException {
    String owner = row.getString("lease_owner");
    return owner != null && row.getLong("lease_until") > clock.millis() && !Lease.isDead(owner);
  }

  private static OptionalDouble usd(ResultSet row, String column) throws SQLException {
    double usd = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(usd);
  }

  private static OptionalLong tokens(ResultSet row) throws SQLException {
    long tokens = row.getLong("billed_tokens");
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(tokens);
  }
}

package ai.organized.flywheel.audit;

import ai.organized.flywheel.client.ClientId;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.UUIDClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The table {@code audit_log}: what people and the loop decided, in order. */
public final class AuditLog {
  /** The actor when nobody asked. */
  public static final String LOOP = "flywheel";

  private final Jdbi jdbi;
  private final Clock clock;
  private final NoArgGenerator ids;

  public AuditLog(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    // Of our clock, so that rows of one moment stay in their order in simulated time as well.
    this.ids =
        Generators.timeBasedEpochGenerator(
            new Random(),
            new UUIDClock() {
              @Override
              public long currentTimeMillis() {
                return clock.millis();
              }
            });
  }

  /** A person at this machine's command line. */
  public static String localPerson() {
    return "local:" + System.getProperty("user.name", "unknown");
  }

  /**
   * In the transaction of what it tells, so that neither is without the other.
   *
   * @param client null: it concerns none
   * @param version null: it concerns none
   * @param detail why, for people; no text of a client, no key
   */
  public void add(
      Handle handle, String actor, Action action, ClientId client, Integer version, String detail) {
    handle.execute(
        "insert into audit_log (id, at, actor, action, client_id, version, detail)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        ids.generate().toString(),
        clock.millis(),
        actor,
        action.word(),
        client == null ? null : client.value(),
        version,
        detail);
  }

  public void add(String actor, Action action, ClientId client, Integer version, String detail) {
    jdbi.useHandle(handle -> add(handle, actor, action, client, version, detail));
  }

  /** What was decided since then, the oldest first; of one client, or of all and of none. */
  public List<AuditEntry> read(Optional<ClientId> client, Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from audit_log where at >= :since and"
                        + " (:client is null or client_id = :client) order by at, id")
                .bind("since", since.toEpochMilli())
                .bind("client", client.map(ClientId::value).orElse(null))
                .map(
                    (row, context) ->
                        new AuditEntry(
                            Instant.ofEpochMilli(row.getLong("at")),
                            row.getString("actor"),
                            row.getString("action"),
                            Optional.ofNullable(row.getString("client_id")).map(ClientId::new),
                            version(row),
                            row.getString("detail")))
                .list());
  }

  private static Optional<Integer> version(ResultSet row) throws SQLException {
    int version = row.getInt("version");
    return row.wasNull() ? Optional.empty() : Optional.of(version);
  }
}

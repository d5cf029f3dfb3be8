package ai.organized.flywheel.drift;

import ai.organized.flywheel.client.ClientId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * The table {@code drift_alarms}: what alarmed of a version, and whether it was gone back from.
 * That is known for ever; a warning is known for a week, so that what is still wrong then is told,
 * and acted on, anew.
 */
public final class AlarmRows {
  private static final String ROLLED_BACK = "rolled_back";
  private static final String WARNED = "warned";

  /** A comparison, which no signal is. */
  private static final String HOLDOUT = "holdout";

  private static final Duration TOLD = Duration.ofDays(7);

  private final Clock clock;

  public AlarmRows(Clock clock) {
    this.clock = clock;
  }

  boolean isKnown(Handle handle, ActiveVersion active, String signal) {
    return handle
            .createQuery(
                "select count(*) from drift_alarms where client_id = ? and version = ? and signal ="
                    + " ? and (acted = ? or at > ?)")
            .bind(0, active.client().value())
            .bind(1, active.version())
            .bind(2, signal)
            .bind(3, ROLLED_BACK)
            .bind(4, told())
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  private long told() {
    return clock.instant().minus(TOLD).toEpochMilli();
  }

  /**
   * @return whether it was not known; of two processes one is told so
   */
  boolean add(
      Handle handle, ActiveVersion active, String signal, String evidence, boolean rollsBack) {
    return handle.execute(
            "insert into drift_alarms (client_id, version, signal, at, evidence, acted)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (client_id, version, signal) do update"
                + " set at = excluded.at, evidence = excluded.evidence, acted = excluded.acted"
                + " where drift_alarms.acted <> ? and drift_alarms.at <= ?",
            active.client().value(),
            active.version(),
            signal,
            clock.millis(),
            evidence,
            rollsBack ? ROLLED_BACK : WARNED,
            ROLLED_BACK,
            told())
        == 1;
  }

  /** It was gone back from a version because a comparison on the holdout has shown it worse. */
  public void leftAfterComparison(Handle handle, ClientId client, int version, String evidence) {
    handle.execute(
        "insert into drift_alarms (client_id, version, signal, at, evidence, acted)"
            + " values (?, ?, ?, ?, ?, ?) on conflict (client_id, version, signal) do update"
            + " set at = excluded.at, evidence = excluded.evidence",
        client.value(),
        version,
        HOLDOUT,
        clock.millis(),
        evidence,
        ROLLED_BACK);
  }

  /** Whether it was gone back from that version. */
  boolean wasLeft(Handle handle, ClientId client, int version) {
    return count(handle, client, "version = ?", version) > 0;
  }

  /** Whether it was gone back from any version of the client since then. */
  boolean wasAnyLeft(Handle handle, ClientId client, Instant since) {
    return count(handle, client, "at > ?", since.toEpochMilli()) > 0;
  }

  private static int count(Handle handle, ClientId client, String which, long value) {
    return handle
        .createQuery(
            "select count(*) from drift_alarms where client_id = ? and acted = ? and " + which)
        .bind(0, client.value())
        .bind(1, ROLLED_BACK)
        .bind(2, value)
        .mapTo(Integer.class)
        .one();
  }
}

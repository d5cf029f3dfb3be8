package ai.organized.flywheel.cycle;

import ai.organized.flywheel.client.ClientId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * How long the loop leaves a client alone after it has begun a version: what comes in meanwhile
 * becomes one version, not several. A first version has nothing to wait for.
 */
public final class CoolDown {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Duration length;

  public CoolDown(Jdbi jdbi, Clock clock, Duration length) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.length = length;
  }

  /** When the loop may begin the next version; empty: now. */
  public Optional<Instant> end(ClientId client) {
    Instant now = clock.instant();
    return begun(client).map(begun -> begun.plus(length)).filter(end -> end.isAfter(now));
  }

  /** When the newest attempt at a version was begun. */
  private Optional<Instant> begun(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select max(coalesce(j.planned_at, v.created_at)) from model_versions v"
                        + " left join training_jobs j on j.client_id = v.client_id"
                        + " and j.version = v.version where v.client_id = ?")
                .bind(0, client.value())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
  }
}

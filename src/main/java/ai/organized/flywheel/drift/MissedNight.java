package ai.organized.flywheel.drift;

import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Whether the work of the night was not done: a machine may always be off at that hour. */
public final class MissedNight {
  private static final Duration DAY = Duration.ofDays(1);

  private final Jdbi jdbi;
  private final Clock clock;

  MissedNight(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** True when a model answers, and for a day none was checked and no provider asked. */
  public boolean isMissed() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from model_versions where state = 'active')"
                        + " and not exists (select 1 from golden_checks where at > :day)"
                        + " and not exists (select 1 from model_shutdowns where read_at > :day)")
                .bind("day", clock.instant().minus(DAY).toEpochMilli())
                .mapTo(Boolean.class)
                .one());
  }
}

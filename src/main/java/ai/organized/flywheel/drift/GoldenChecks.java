package ai.organized.flywheel.drift;

import ai.organized.flywheel.evaluate.Flaw;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The table {@code golden_checks}: what golden prompts showed, one row a time. */
final class GoldenChecks {
  /** A first flaw is looked at again after it. */
  static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

  /** What lies further apart is not twice in a row. */
  private static final Duration TOGETHER = Duration.ofHours(1);

  private final Jdbi jdbi;
  private final Clock clock;

  GoldenChecks(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  private record Check(Instant at, boolean flawed) {}

  /**
   * @param flaw empty: there was none
   * @return whether the version was flawed a while ago as well
   */
  boolean keep(ActiveVersion active, Optional<Flaw> flaw) {
    boolean again = flaw.isPresent() && isDueAgain(active);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into golden_checks (client_id, version, at, flaw) values (?, ?, ?, ?)"
                    + " on conflict do nothing",
                active.client().value(),
                active.version(),
                clock.millis(),
                flaw.map(Flaw::word).orElse(null)));
    return again;
  }

  /** Whether the version was flawed the last time, long enough ago to be asked again. */
  boolean isDueAgain(ActiveVersion active) {
    Instant now = clock.instant();
    return newest(active).stream()
        .filter(Check::flawed)
        .anyMatch(
            last ->
                !last.at().plus(AGAIN_AFTER).isAfter(now) && last.at().plus(TOGETHER).isAfter(now));
  }

  /**
   * From when on a silence of the version is one and the same: since it last answered, but a week
   * at most, less what one night begins later than the other.
   */
  Instant silentSince(ActiveVersion active) {
    Instant lastWeek = clock.instant().minus(Duration.ofDays(7)).plus(TOGETHER);
    return newest(active).stream()
        .map(Check::at)
        .filter(lastWeek::isBefore)
        .findFirst()
        .orElse(lastWeek);
  }

  /** One, or none. */
  private List<Check> newest(ActiveVersion active) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select at, flaw from golden_checks where client_id = ? and version = ?"
                        + " order by at desc limit 1")
                .bind(0, active.client().value())
                .bind(1, active.version())
                .map(
                    (row, context) ->
                        new Check(
                            Instant.ofEpochMilli(row.getLong("at")), row.getString("flaw") != null))
                .list());
  }
}

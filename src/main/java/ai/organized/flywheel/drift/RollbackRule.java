package ai.organized.flywheel.drift;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.drift.Alarm.Standing;
import ai.organized.flywheel.registry.ModelShutdowns;
import ai.organized.flywheel.registry.ModelVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Whether an alarm may take the version that answers back to the one before. Not twice in a day,
 * and never to one that was itself taken back from, so that it cannot swing to and fro; nor to one
 * whose model stops soon.
 */
final class RollbackRule {
  private static final Duration COOL_DOWN = Duration.ofDays(1);

  private final boolean allowed;
  private final Duration leaving;
  private final AlarmRows alarms;
  private final Clock clock;

  /**
   * @param allowed the setting {@code drift.rollback}
   * @param leaving how long before its end a model is not gone back to any more
   */
  RollbackRule(boolean allowed, Duration leaving, AlarmRows alarms, Clock clock) {
    this.allowed = allowed;
    this.leaving = leaving;
    this.alarms = alarms;
    this.clock = clock;
  }

  /**
   * What stands against it, in words; empty: nothing.
   *
   * @param before the version before, as the transaction sees it
   */
  Optional<String> obstacle(Handle handle, Alarm alarm, Optional<ModelVersion> before) {
    if (!alarm.signal().rollsBack()) {
      return Optional.of(alarm.signal().inWords() + " alone is no reason to go back");
    }
    if (!allowed) {
      return Optional.of("flywheel.drift.rollback is false");
    }
    if (before.isEmpty()) {
      return Optional.of("no version before could answer again");
    }
    if (alarm.standing() instanceof Standing.NotShown notShown) {
      return Optional.of(notShown.why());
    }
    Optional<Instant> stops = stops(handle, before.get());
    if (stops.isPresent()) {
      return Optional.of(
          "the model of v"
              + before.get().version()
              + " is switched off by its provider on "
              + LocalDate.ofInstant(stops.get(), ZoneOffset.UTC));
    }
    ClientId client = alarm.active().client();
    if (alarms.wasLeft(handle, client, before.get().version())) {
      return Optional.of("v" + before.get().version() + " was itself gone back from");
    }
    if (alarms.wasAnyLeft(handle, client, clock.instant().minus(COOL_DOWN))) {
      return Optional.of("the client's model was gone back from within the last day already");
    }
    return Optional.empty();
  }

  /** When its model stops, if that is soon or was. */
  private Optional<Instant> stops(Handle handle, ModelVersion version) {
    return ModelShutdowns.of(handle, version.provider(), version.modelId().orElse(""))
        .filter(stops -> !stops.isAfter(clock.instant().plus(leaving)));
  }
}

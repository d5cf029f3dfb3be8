package ai.organized.flywheel.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/** The system's clock, and as much ahead of it as is said. */
final class AheadClock extends Clock {
  private final Supplier<Duration> ahead;

  AheadClock(Supplier<Duration> ahead) {
    this.ahead = ahead;
  }

  @Override
  public ZoneId getZone() {
    return Clock.systemUTC().getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(Clock.system(zone), ahead.get());
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(ahead.get());
  }
}

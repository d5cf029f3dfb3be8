package ai.organized.flywheel.bench.month;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is turned on. */
final class TurnedClock extends Clock {
  private volatile Instant now;

  TurnedClock(Instant start) {
    this.now = start;
  }

  /** Never backwards. */
  void turnTo(Instant later) {
    if (later.isAfter(now)) {
      now = later;
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the month is told in UTC");
  }
}

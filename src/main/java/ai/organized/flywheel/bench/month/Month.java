package ai.organized.flywheel.bench.month;

import ai.organized.flywheel.bench.month.Script.Event;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Turns the clock from hour to hour; within an hour, from one thing that is due to the next. */
final class Month {
  static final int DAYS = 30;

  /** A Monday, 00:00 UTC. */
  static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

  /** The day on which the remote provider switches its models off. */
  static final String STOPS = "2026-12-08";

  /** Every 15 seconds in earnest; more often than something was asked it finds nothing new. */
  private static final int WATCH_HOURS = 4;

  private static final Duration HOUR = Duration.ofHours(1);

  private final World world;
  private final Quiet quiet;
  private final Script script;

  Month(World world, Quiet quiet, Script script) {
    this.world = world;
    this.quiet = quiet;
    this.script = script;
  }

  void pass() {
    for (int hour = 0; hour < DAYS * 24; hour++) {
      Instant now = START.plus(HOUR.multipliedBy(hour));
      world.clock().turnTo(now);
      onSchedule(now);
      for (Event event : script.events()) {
        if (event.day() * 24 + event.hour() == hour) {
          event.happens().run();
        }
      }
      workUntil(now.plus(HOUR));
    }
  }

  /** The hours of config/application.properties. */
  private void onSchedule(Instant now) {
    var time = now.atZone(ZoneOffset.UTC);
    boolean monday = time.getDayOfWeek() == DayOfWeek.MONDAY;
    if (monday && time.getHour() == 2) {
      world.run("direct:ask-every-client");
    }
    if (time.getHour() == 3) {
      world.run("direct:check-models");
    }
    if (time.getHour() == 4) {
      world.run("direct:remove-old-models");
    }
    if (time.getHour() % WATCH_HOURS == 0) {
      world.run("direct:watch-models");
    }
  }

  private void workUntil(Instant end) {
    quiet.await();
    Optional<Instant> next = quiet.next().filter(end::isAfter);
    while (next.isPresent()) {
      world.clock().turnTo(next.get());
      quiet.await();
      next = quiet.next().filter(end::isAfter);
    }
  }
}

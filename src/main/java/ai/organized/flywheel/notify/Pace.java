package ai.organized.flywheel.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * At most one message a second to a webhook, and none before the time that it asked for. It is
 * forgotten with the process: what comes too early is answered with 429 and sent again.
 */
final class Pace {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final Map<String, Instant> free = new ConcurrentHashMap<>();
  private final Clock clock;

  Pace(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes the turn of a webhook, when it is free.
   *
   * @return how long to wait; zero: send it now
   */
  Duration turn(String webhook) {
    Instant now = clock.instant();
    Instant[] from = {now};
    free.compute(
        webhook,
        (any, until) -> {
          from[0] = until == null || until.isBefore(now) ? now : until;
          return from[0].equals(now) ? now.plus(BETWEEN) : until;
        });
    return Duration.between(now, from[0]);
  }

  /** Whether its turn could be taken now. */
  boolean isFree(String webhook) {
    Instant until = free.get(webhook);
    return until == null || !until.isAfter(clock.instant());
  }

  /** The webhook asked to be left alone for so long. */
  void quiet(String webhook, Duration length) {
    free.merge(webhook, clock.instant().plus(length), (a, b) -> a.isAfter(b) ? a : b);
  }
}

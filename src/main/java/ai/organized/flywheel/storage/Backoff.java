package ai.organized.flywheel.storage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait after the n-th failure in a row: twice as long each time, up to ten minutes. */
public final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private Backoff() {}

  /**
   * @param failures so far, not counting this one
   * @param retryAfter what the other side asked for; it wins, up to an hour
   */
  public static Duration after(int failures, Optional<Duration> retryAfter) {
    if (retryAfter.isPresent()) {
      return shorter(retryAfter.get(), Duration.ofHours(1));
    }
    Duration full = shorter(FIRST.multipliedBy(1L << Math.min(failures, 20)), LONGEST);
    // Half of it by chance, so that many waiting jobs do not come back at one moment.
    return full.dividedBy(2)
        .plusMillis(ThreadLocalRandom.current().nextLong(full.toMillis() / 2 + 1));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}

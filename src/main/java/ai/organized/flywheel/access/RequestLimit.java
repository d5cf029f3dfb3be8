package ai.organized.flywheel.access;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.Optional;

/** So many requests in every minute; says at once whether there is room, and waits for nothing. */
final class RequestLimit {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int perMinute;
  private final AtomicRateLimiter limiter; // the one of the library that tells when there is room

  RequestLimit(String name, int perMinute) {
    this.perMinute = perMinute;
    this.limiter =
        new AtomicRateLimiter(
            name,
            RateLimiterConfig.custom()
                .limitForPeriod(perMinute)
                .limitRefreshPeriod(MINUTE)
                .timeoutDuration(Duration.ZERO)
                .build());
  }

  int perMinute() {
    return perMinute;
  }

  /**
   * @return empty when this request may go on; else how long until the next may
   */
  Optional<Duration> takeOne() {
    return limiter.acquirePermission()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(limiter.getDetailedMetrics().getNanosToWait()));
  }
}

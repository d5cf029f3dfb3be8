package ai.organized.flywheel.gateway;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * How long something may take still. One look at all of them a few times a second is cheaper than a
 * timer for each, and exact enough for seconds.
 */
final class Patience {
  private static final long NEVER = Long.MAX_VALUE;

  private final Context context = Vertx.currentContext();
  private Runnable late = () -> {};
  private volatile long deadline = NEVER;

  /** What happens when nothing happens for so long; what was said before is void. */
  void within(Duration time, Runnable action) {
    late = action;
    deadline = System.nanoTime() + time.toNanos();
  }

  void end() {
    deadline = NEVER;
  }

  /** Called by another thread. */
  void look(long now) {
    long until = deadline;
    if (until != NEVER && now - until > 0) {
      context.runOnContext(
          ignored -> {
            if (deadline == until) {
              deadline = NEVER;
              late.run();
            }
          });
    }
  }
}

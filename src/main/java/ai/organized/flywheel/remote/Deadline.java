package ai.organized.flywheel.remote;

import ai.organized.flywheel.failure.UnavailableException;
import java.time.Duration;

/**
 * The moment by which something must have ended, on the clock that nobody sets.
 *
 * @param length it was given, for messages
 */
public record Deadline(long endNanos, Duration length) {

  public static Deadline in(Duration length) {
    return new Deadline(System.nanoTime() + length.toNanos(), length);
  }

  /** This one, or one so long from now when that comes first. */
  public Deadline within(Duration longest) {
    return left().compareTo(longest) < 0 ? this : in(longest);
  }

  public boolean isOver() {
    return left().isZero();
  }

  /** Zero when it is over. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  /**
   * What is left of it.
   *
   * @param what was being waited for, for the message
   * @throws UnavailableException when nothing is
   */
  public Duration require(String what) {
    Duration left = left();
    if (left.isZero()) {
      throw new UnavailableException(what + " took longer than " + length.toSeconds() + " s");
    }
    return left;
  }
}

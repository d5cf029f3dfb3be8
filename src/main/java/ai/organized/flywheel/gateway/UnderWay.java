package ai.organized.flywheel.gateway;

import ai.organized.flywheel.failure.UnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The requests at work: how many, how large, and for how long still. */
final class UnderWay {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final long LOOK_MILLIS = 20;

  private final Limits limits;
  private final Set<Patience> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong bodies = new AtomicLong();
  private volatile boolean closing;

  UnderWay(Limits limits) {
    this.limits = limits;
  }

  /** Takes it in, whether or not there is room: what is refused is answered as well. */
  void enter(Patience request) {
    waiting.add(request);
    count.incrementAndGet();
  }

  void leave(Patience request) {
    if (waiting.remove(request)) {
      count.decrementAndGet();
    }
  }

  /** Looks after what nobody waits for, too. */
  void watch(Patience copy) {
    waiting.add(copy);
  }

  void forget(Patience copy) {
    waiting.remove(copy);
  }

  /**
   * @throws UnavailableException when as many are under way as there may be, or this is the end
   */
  void requireRoom() {
    if (closing) {
      throw new UnavailableException("the gateway is being stopped; ask again", SOON);
    }
    if (count.get() > limits.underWay()) {
      throw new UnavailableException("the gateway is busy; ask again", SOON);
    }
  }

  /**
   * @throws UnavailableException when the bodies that are under way leave no room for it
   */
  void reserve(long bytes) {
    if (bodies.addAndGet(bytes) > limits.bodies()) {
      bodies.addAndGet(-bytes);
      throw new UnavailableException("the gateway is busy with large requests; ask again", SOON);
    }
  }

  void release(long bytes) {
    bodies.addAndGet(-bytes);
  }

  /** Ends what has taken too long. */
  void look(long now) {
    for (Patience request : waiting) {
      request.look(now);
    }
  }

  int size() {
    return count.get();
  }

  /** Takes in no more, and waits until the last one is answered. */
  void drain(Duration longest) {
    closing = true;
    long end = System.nanoTime() + longest.toNanos();
    try {
      while (count.get() > 0 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

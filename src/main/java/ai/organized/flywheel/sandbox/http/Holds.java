package ai.organized.flywheel.sandbox.http;

import ai.organized.flywheel.failure.BrokenException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The requests that are made to wait, and the gate they wait at. */
public final class Holds {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Integer, Hold> planned = new ConcurrentHashMap<>();
  private final List<RecordedRequest> held = new ArrayList<>();
  private boolean closed;

  public void plan(int number, Hold when) {
    planned.put(number, when);
  }

  boolean isPlanned(int number, Hold here) {
    return planned.get(number) == here;
  }

  /** Keeps the calling thread here until the release; false when the sandbox closes instead. */
  boolean untilReleased(RecordedRequest request) throws InterruptedException {
    lock.lock();
    try {
      held.add(request);
      changed.signalAll();
      while (held.contains(request) && !closed) {
        changed.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** The request that is being held, as soon as there is one. */
  public RecordedRequest await(Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (held.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (held.isEmpty()) {
        throw new BrokenException(
            "Waited "
                + patience
                + " for a request to be held and none came: planned are the numbers "
                + planned.keySet()
                + "; compare them with Sandbox.requests()");
      }
      return held.get(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokenException("Interrupted while waiting for a request to be held", e);
    } finally {
      lock.unlock();
    }
  }

  public void release() {
    lock.lock();
    try {
      held.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

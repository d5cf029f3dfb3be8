package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.remote.Deadline;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The lines of a command on their way from the line's thread to the one that reads them. */
final class CommandLines {
  private static final int MOST_AHEAD = 1_000;

  private final Deque<String> lines = new ArrayDeque<>();
  private boolean ended;
  private boolean abandoned;

  /** Waits while too many are unread, so that the trainer has to wait too. */
  synchronized void put(String line) throws InterruptedIOException {
    try {
      while (lines.size() >= MOST_AHEAD && !abandoned) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a line waited to be read");
    }
    if (!abandoned) {
      lines.add(line);
      notifyAll();
    }
  }

  /** No more will come. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** No more will be read. */
  synchronized void abandon() {
    abandoned = true;
    lines.clear();
    notifyAll();
  }

  /** The next one; empty: there is none any more, or the deadline is over. */
  synchronized Optional<String> next(Deadline deadline) throws InterruptedException {
    while (lines.isEmpty() && !ended && !deadline.isOver()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, deadline.left().toNanos()));
    }
    Optional<String> next = Optional.ofNullable(deadline.isOver() ? null : lines.poll());
    notifyAll();
    return next;
  }

  /** Whether the command came to its end and every line of it was read. */
  synchronized boolean complete() {
    return ended && lines.isEmpty();
  }
}

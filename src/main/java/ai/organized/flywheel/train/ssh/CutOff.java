package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Cuts a line at its deadline, whoever is waiting on it and for what. */
final class CutOff implements AutoCloseable {
  private final CompletableFuture<Void> cut;
  private final Deadline deadline;

  private CutOff(CompletableFuture<Void> cut, Deadline deadline) {
    this.cut = cut;
    this.deadline = deadline;
  }

  /**
   * @param cut ends what is being waited for; runs on another thread unless this is closed before
   */
  static CutOff at(Deadline deadline, Runnable cut) {
    long left = deadline.left().toNanos();
    return new CutOff(
        CompletableFuture.runAsync(
            cut, CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS)),
        deadline);
  }

  /** Whether what broke may have been broken by this. */
  boolean happened() {
    return deadline.isOver();
  }

  UnavailableException failure(String what, Throwable cause) {
    return new UnavailableException(
        what + " took longer than " + deadline.length().toSeconds() + " s", null, cause);
  }

  @Override
  public void close() {
    cut.cancel(false);
  }
}

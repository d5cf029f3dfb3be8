package ai.organized.flywheel.cli;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.wiring.TrainOnce;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * Does a training's steps in a thread of its own, as long as no {@code run} is at work on the
 * store; the routes are started when they are first needed.
 */
final class TrainingWork implements AutoCloseable {
  private static final long PAUSE_MILLIS = 200;

  /** Turns between two looks for what killed processes held. */
  private static final int FREE_EVERY = 10;

  private final Settings settings;
  private final Clock clock;
  private TrainOnce once;
  private Thread thread;
  private volatile boolean stopped;
  private volatile RuntimeException failure;

  TrainingWork(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  synchronized TrainOnce once() {
    if (once == null) {
      once = TrainOnce.open(settings, clock);
    }
    return once;
  }

  void begin(ClientId client, int version) {
    thread = new Thread(() -> work(client, version), "training");
    thread.setDaemon(true);
    thread.start();
  }

  private void work(ClientId client, int version) {
    try {
      for (int turn = 0; !stopped; turn++) {
        if (!TrainOnce.isRunAlive(settings)) {
          if (turn % FREE_EVERY == 0) {
            once().freeDeadLeases();
          }
          once().step(client, version);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** Why the steps are not done any more, if so. */
  void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  /** A step at work is not interrupted: it may be writing a file. */
  @Override
  public void close() {
    stopped = true;
    if (thread != null) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(30));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    synchronized (this) {
      if (once != null) {
        once.close();
      }
    }
  }
}

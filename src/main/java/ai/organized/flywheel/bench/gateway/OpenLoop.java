package ai.organized.flywheel.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Requests at a fixed rate, whether or not the answers keep up. Latency counts from the moment a
 * request was due, so a stall is felt by everything that was due meanwhile (no coordinated
 * omission).
 */
final class OpenLoop {
  private static final int CONNECTIONS = 64;
  private static final long HIGHEST = TimeUnit.SECONDS.toNanos(60);

  private final Target target;
  private final ByteBuffer request;
  private final LinkedBlockingQueue<Line> free = new LinkedBlockingQueue<>();
  private final Histogram histogram = new Histogram(HIGHEST, 3);
  private volatile boolean over;

  private OpenLoop(Target target, ByteBuffer request) {
    this.target = target;
    this.request = request;
  }

  /**
   * @return latencies in nanoseconds
   */
  static Histogram run(Target target, ByteBuffer request, double perSecond, double seconds)
      throws IOException, InterruptedException {
    return new OpenLoop(target, request).run(perSecond, seconds);
  }

  private Histogram run(double perSecond, double seconds) throws IOException, InterruptedException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        Line line = Line.open(target, new Answer(null));
        line.register(selector);
        free.add(line);
      }
      Thread reader = new Thread(() -> read(selector), "answers");
      Throwable[] failure = new Throwable[1];
      reader.setUncaughtExceptionHandler((thread, thrown) -> failure[0] = thrown);
      reader.start();
      send(perSecond, seconds, reader);
      over = true;
      selector.wakeup();
      reader.join();
      for (SelectionKey key : selector.keys()) {
        ((Line) key.attachment()).close();
      }
      if (failure[0] != null) {
        throw new IllegalStateException("load on " + target.name() + " broke off", failure[0]);
      }
      return histogram;
    }
  }

  private void send(double perSecond, double seconds, Thread reader)
      throws IOException, InterruptedException {
    long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10);
    long requests = (long) (perSecond * seconds);
    for (long number = 0; number < requests && reader.isAlive(); number++) {
      long due = start + (long) (number / perSecond * 1e9);
      long wait;
      while ((wait = due - System.nanoTime()) > 0) {
        LockSupport.parkNanos(wait);
      }
      Line line = null;
      while (line == null && reader.isAlive()) {
        line = free.poll(1, TimeUnit.SECONDS);
      }
      if (line != null && !line.ask(request, due)) {
        while (!line.write()) {
          Thread.onSpinWait(); // 50 kB fit into the socket's buffer nearly always
        }
      }
    }
    while (free.size() < CONNECTIONS && reader.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private void read(Selector selector) {
    try {
      while (!over) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          Line line = (Line) key.attachment();
          if (line.read()) {
            histogram.recordValue(Math.min(HIGHEST, System.nanoTime() - line.due));
            CheckPlain.check(target, line.answer);
            free.add(line);
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package ai.organized.flywheel.bench.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Asks for one short stream after the other and notes when the first byte of each body came. */
final class FirstByte implements Callable<List<Double>> {
  private static final long PAUSE_MILLIS = 20;

  private final Target target;
  private final ByteBuffer request;
  private final long end;
  private long first;

  FirstByte(Target target, ByteBuffer request, double seconds) {
    this.target = target;
    this.request = request;
    this.end = System.nanoTime() + (long) (seconds * 1e9);
  }

  /** Milliseconds from the request to the first byte of the body, one value a stream. */
  @Override
  public List<Double> call() throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    Answer answer = new Answer(bytes -> first = first == 0 ? System.nanoTime() : first);
    try (Selector selector = Selector.open();
        Line line = Line.open(target, answer)) {
      line.register(selector);
      while (System.nanoTime() < end) {
        first = 0;
        long start = System.nanoTime();
        if (!line.ask(request, start)) {
          throw new IllegalStateException("a request that does not fit into the socket");
        }
        do {
          selector.select(1_000);
          selector.selectedKeys().clear();
        } while (!line.read());
        if (answer.status() != 200) {
          throw new IllegalStateException("a stream with status " + answer.status());
        }
        millis.add((first - start) / 1e6);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
    return millis;
  }
}

package ai.organized.flywheel.bench.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * So many connections, each asking again as soon as it is answered: how much a target can do. One
 * thread; every answer's status and length are checked.
 */
final class ClosedLoop {
  /**
   * @param perSecond whole answers a second
   * @param cpuMicros CPU time of the proxy for each, in microseconds; null: there is no proxy
   */
  record Result(double perSecond, Double cpuMicros) {}

  private ClosedLoop() {}

  static Result run(Target target, ByteBuffer request, int connections, double seconds)
      throws IOException {
    List<Line> lines = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        Line line = Line.open(target, new Answer(null));
        lines.add(line);
        line.register(selector);
      }
      double cpu = target.child() == null ? 0 : target.child().cpuSeconds();
      long start = System.nanoTime();
      long end = start + (long) (seconds * 1e9);
      for (Line line : lines) {
        send(line, selector, request);
      }
      long answers = 0;
      while (System.nanoTime() < end) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          answers += turn(target, key, request);
        }
        selector.selectedKeys().clear();
      }
      double took = (System.nanoTime() - start) / 1e9;
      Double cpuMicros =
          target.child() == null ? null : (target.child().cpuSeconds() - cpu) / answers * 1e6;
      return new Result(answers / took, cpuMicros);
    } finally {
      for (Line line : lines) {
        line.close();
      }
    }
  }

  /** Asks once and waits for the whole answer. */
  static int statusOfOne(Target target, ByteBuffer request) throws IOException {
    try (Selector selector = Selector.open();
        Line line = Line.open(target, new Answer(null))) {
      line.register(selector);
      line.ask(request, 0);
      do {
        selector.select(1_000);
        selector.selectedKeys().clear();
      } while (!line.read());
      return line.answer.status();
    }
  }

  private static int turn(Target target, SelectionKey key, ByteBuffer request) throws IOException {
    Line line = (Line) key.attachment();
    if (key.isWritable()) {
      if (line.write()) {
        key.interestOps(SelectionKey.OP_READ);
      }
      return 0;
    }
    if (!line.read()) {
      return 0;
    }
    CheckPlain.check(target, line.answer);
    if (!line.ask(request, 0)) {
      key.interestOps(SelectionKey.OP_WRITE);
    }
    return 1;
  }

  private static void send(Line line, Selector selector, ByteBuffer request) throws IOException {
    if (!line.ask(request, 0)) {
      line.register(selector).interestOps(SelectionKey.OP_WRITE);
    }
  }
}

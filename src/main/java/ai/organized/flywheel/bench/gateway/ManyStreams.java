package ai.organized.flywheel.bench.gateway;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Streams at the same time, each of many numbered frames. */
public final class ManyStreams {
  static final int FRAMES = 200;
  private static final int GAP_MILLIS = 5;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  /**
   * @param broken streams that lost, repeated or reordered a frame, or did not end
   * @param seconds until the last had ended; the stub takes frames × gap
   */
  public record Result(int streams, int framesEach, int broken, double seconds) {}

  private ManyStreams() {}

  static Result run(Target target, int streams) throws IOException {
    Map<String, String> wish =
        Map.of("frames", String.valueOf(FRAMES), "gap_millis", String.valueOf(GAP_MILLIS));
    List<NumberedFrames> bodies = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < streams; i++) {
        NumberedFrames body = new NumberedFrames();
        Line line = Line.open(target, new Answer(body));
        bodies.add(body);
        lines.add(line);
        line.register(selector);
      }
      long start = System.nanoTime();
      for (Line line : lines) {
        line.ask(target.request(ChatBody.stream(ChatBody.small(), wish)), start);
      }
      int open = streams;
      while (open > 0 && System.nanoTime() - start < PATIENCE) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          if (((Line) key.attachment()).read()) {
            open--;
          }
        }
        selector.selectedKeys().clear();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      int whole = 0;
      for (int i = 0; i < streams; i++) {
        Answer answer = lines.get(i).answer;
        boolean ended = answer.isWhole() && answer.status() == 200;
        whole += ended && bodies.get(i).areWhole(FRAMES) ? 1 : 0;
      }
      return new Result(streams, FRAMES, streams - whole, seconds);
    } finally {
      for (Line line : lines) {
        line.close();
      }
    }
  }
}

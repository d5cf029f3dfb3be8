package ai.organized.flywheel.bench.gateway;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Requests at a fixed rate while things go wrong upstream; one thread, many connections. */
final class SoakLoad {
  private static final int CONNECTIONS = 256;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private final Target target;
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private final Map<String, Long> surprises = new TreeMap<>();
  private final Deque<SoakLine> free = new ArrayDeque<>();
  private final List<SoakLine> lines = new ArrayList<>();
  private long sent;

  /**
   * @param surprises how requests ended that should not have ended so, by fault and end
   */
  record Result(long requests, Map<Verdict, Long> verdicts, Map<String, Long> surprises) {}

  private SoakLoad(Target target) {
    this.target = target;
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict, 0L);
    }
  }

  /**
   * @param everySecond is called about once a second, for instance to look at memory
   */
  static Result run(Target target, double perSecond, double seconds, Runnable everySecond)
      throws IOException {
    return new SoakLoad(target).run(perSecond, seconds, everySecond);
  }

  private Result run(double perSecond, double seconds, Runnable everySecond) throws IOException {
    List<SoakRequest> requests = SoakRequest.thousand(target);
    long total = (long) (perSecond * seconds);
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        SoakLine line = new SoakLine(target, selector);
        lines.add(line);
        free.add(line);
      }
      long start = System.nanoTime();
      long looked = start;
      while (sent < total || free.size() < CONNECTIONS) {
        long now = System.nanoTime();
        while (sent < total && !free.isEmpty() && now - start >= sent / perSecond * 1e9) {
          free.remove().ask(requests.get((int) (sent++ % requests.size())), now);
        }
        selector.select(1);
        for (SelectionKey key : selector.selectedKeys()) {
          SoakLine line = (SoakLine) key.attachment();
          SoakRequest request = line.request();
          line.turn().ifPresent(verdict -> note(line, request, verdict));
        }
        selector.selectedKeys().clear();
        if (now - looked > TimeUnit.SECONDS.toNanos(1)) {
          looked = now;
          giveUp(now);
          everySecond.run();
        }
      }
    } finally {
      for (SoakLine line : lines) {
        line.close();
      }
    }
    return new Result(sent, verdicts, surprises);
  }

  private void giveUp(long now) throws IOException {
    for (SoakLine line : lines) {
      if (line.isAsking() && now - line.askedAt() > PATIENCE) {
        SoakRequest request = line.request();
        note(line, request, line.broken(Verdict.HUNG));
      }
    }
  }

  private void note(SoakLine line, SoakRequest request, Verdict verdict) {
    verdicts.merge(verdict, 1L, Long::sum);
    boolean expected =
        switch (request.fault()) {
          case NONE, SLOW -> verdict == Verdict.ANSWERED;
          default -> verdict == Verdict.CLEAN_ERROR;
        };
    if (!expected) {
      String kind = request.streamed() ? "stream" : "plain";
      surprises.merge(request.fault().word() + " " + kind + ": " + verdict.word(), 1L, Long::sum);
    }
    free.add(line);
  }
}

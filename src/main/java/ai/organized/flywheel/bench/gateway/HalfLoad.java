package ai.organized.flywheel.bench.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * What the gateway adds at half of its own maximum, beside no proxy at the same rate; in
 * milliseconds, medians of alternating rounds.
 *
 * @param perSecond the fixed rate of plain requests; some 40 short streams a second come on top
 * @param firstByte from the request to the first byte of a stream's body, median of a round
 */
public record HalfLoad(int bodyBytes, double perSecond, Figure p50, Figure p99, Figure firstByte) {

  /**
   * @param added median of the rounds' differences
   */
  public record Figure(double direct, double gateway, double added) {}

  private record Round(double p50, double p99, double firstByte) {}

  static HalfLoad measure(
      Target direct, Target gateway, ObjectNode body, double perSecond, int rounds, double seconds)
      throws IOException, InterruptedException {
    List<Round> without = new ArrayList<>();
    List<Round> with = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      without.add(round(direct, body, perSecond, seconds));
      with.add(round(gateway, body, perSecond, seconds));
    }
    return new HalfLoad(
        StubAnswers.bytes(body.toString()).length,
        perSecond,
        figure(without, with, Round::p50),
        figure(without, with, Round::p99),
        figure(without, with, Round::firstByte));
  }

  private static Round round(Target target, ObjectNode body, double perSecond, double seconds)
      throws IOException, InterruptedException {
    ByteBuffer stream = target.request(ChatBody.stream(body.deepCopy(), Map.of()));
    FutureTask<List<Double>> firstBytes = new FutureTask<>(new FirstByte(target, stream, seconds));
    new Thread(firstBytes, "first bytes").start();
    Histogram latencies = OpenLoop.run(target, target.request(body), perSecond, seconds);
    try {
      return new Round(
          latencies.getValueAtPercentile(50) / 1e6,
          latencies.getValueAtPercentile(99) / 1e6,
          Middle.of(firstBytes.get()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("streams of " + target.name() + " broke off", e);
    }
  }

  private static Figure figure(
      List<Round> without, List<Round> with, Function<Round, Double> which) {
    List<Double> added = new ArrayList<>();
    for (int i = 0; i < with.size(); i++) {
      added.add(which.apply(with.get(i)) - which.apply(without.get(i)));
    }
    return new Figure(
        Middle.of(without.stream().map(which).toList()),
        Middle.of(with.stream().map(which).toList()),
        Middle.of(added));
  }
}

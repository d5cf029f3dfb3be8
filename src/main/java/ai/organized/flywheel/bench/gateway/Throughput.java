package ai.organized.flywheel.bench.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How much each target can do with one body and so many connections; medians of alternating rounds.
 *
 * @param ofNginx its throughput ÷ nginx's, median of the rounds' ratios; null: there is no nginx
 * @param cpuMicros CPU of the proxy for a request; null: there is no proxy
 * @param cpuOfNginx the same ÷ nginx's; null: there is no nginx or no proxy
 */
public record Throughput(
    int bodyBytes,
    int connections,
    String target,
    double perSecond,
    Double ofNginx,
    Double cpuMicros,
    Double cpuOfNginx) {
  static final List<Integer> CONNECTIONS = List.of(1, 16, 64);

  static List<Throughput> measure(
      List<Target> targets,
      List<ObjectNode> bodies,
      int rounds,
      double seconds,
      Consumer<String> progress)
      throws IOException {
    List<Throughput> all = new ArrayList<>();
    for (ObjectNode body : bodies) {
      int size = StubAnswers.bytes(body.toString()).length;
      List<ByteBuffer> requests = targets.stream().map(target -> target.request(body)).toList();
      for (int connections : CONNECTIONS) {
        progress.accept(
            String.format(Locale.ROOT, "throughput: %,d bytes, %d connections", size, connections));
        List<List<ClosedLoop.Result>> measured = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
          List<ClosedLoop.Result> each = new ArrayList<>();
          for (int i = 0; i < targets.size(); i++) {
            each.add(ClosedLoop.run(targets.get(i), requests.get(i), connections, seconds));
          }
          measured.add(each);
        }
        for (int i = 0; i < targets.size(); i++) {
          all.add(cell(targets, i, size, connections, measured));
        }
      }
    }
    return all;
  }

  private static Throughput cell(
      List<Target> targets,
      int at,
      int size,
      int connections,
      List<List<ClosedLoop.Result>> rounds) {
    int nginx = targets.stream().map(Target::name).toList().indexOf("nginx");
    boolean isProxy = targets.get(at).child() != null;
    return new Throughput(
        size,
        connections,
        targets.get(at).name(),
        median(rounds, round -> round.get(at).perSecond()),
        nginx < 0
            ? null
            : median(rounds, round -> round.get(at).perSecond() / round.get(nginx).perSecond()),
        isProxy ? median(rounds, round -> round.get(at).cpuMicros()) : null,
        isProxy && nginx >= 0
            ? median(rounds, round -> round.get(at).cpuMicros() / round.get(nginx).cpuMicros())
            : null);
  }

  private static double median(
      List<List<ClosedLoop.Result>> rounds, Function<List<ClosedLoop.Result>, Double> figure) {
    return Middle.of(rounds.stream().map(figure).toList());
  }

  static Optional<Throughput> of(List<Throughput> all, String target, int body, int connections) {
    return all.stream()
        .filter(each -> each.target().equals(target))
        .filter(each -> each.bodyBytes() == body && each.connections() == connections)
        .findFirst();
  }
}

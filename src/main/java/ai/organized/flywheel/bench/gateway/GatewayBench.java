package ai.organized.flywheel.bench.gateway;

import ai.organized.flywheel.storage.TemporaryFolder;
import ai.organized.flywheel.wiring.FreePort;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All figures of the gateway in one run, and whether they hold what is promised. */
public final class GatewayBench {
  private static final int STREAMS = 128;
  private static final String HEAP = "-Xmx256m";
  private static final int MOST = 64;

  /**
   * @param nginx false: it is not installed, and nothing is claimed beside it
   * @param peakMegabytes the most memory the gateway's process took, in 2^20 bytes; null: unknown
   */
  public record Result(
      boolean nginx,
      List<Throughput> throughput,
      List<HalfLoad> halfLoad,
      ManyStreams.Result streams,
      Double peakMegabytes,
      Double megabytes,
      List<Bar> bars) {}

  private GatewayBench() {}

  /**
   * @param run the command that starts {@code flywheel run}
   * @param seconds of each of the runs that a figure is the median of
   */
  public static Result run(List<String> run, int rounds, double seconds, Consumer<String> progress)
      throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.make("flywheel-bench")) {
      int port = FreePort.any();
      try (Child stub =
          Child.java(
              StubUpstream.class,
              List.of(String.valueOf(port)),
              folder.path().resolve("stub.log"))) {
        stub.awaitPort(port);
        Optional<NginxProxy> nginx = NginxProxy.start(folder.path(), port);
        try (GatewayRun gateway =
            GatewayRun.start(
                run,
                folder.path(),
                port,
                Map.of("FLYWHEEL_JAVA_OPTS", HEAP, "FLYWHEEL_SERVE_REQUESTS_PER_MINUTE", "none"))) {
          List<Target> targets = new ArrayList<>();
          targets.add(new Target("direct", port, "none", null));
          nginx.ifPresent(
              proxy -> targets.add(new Target("nginx", proxy.port(), "none", proxy.child())));
          targets.add(gateway.target());
          return measure(targets, nginx.isPresent(), rounds, seconds, progress);
        } finally {
          nginx.ifPresent(NginxProxy::close);
        }
      }
    }
  }

  private static Result measure(
      List<Target> targets, boolean nginx, int rounds, double seconds, Consumer<String> progress)
      throws IOException, InterruptedException {
    Target direct = targets.get(0);
    Target gateway = targets.get(targets.size() - 1);
    List<ObjectNode> bodies = List.of(ChatBody.small(), ChatBody.large());
    progress.accept("warming up");
    for (ObjectNode body : bodies) {
      for (Target target : targets) {
        ClosedLoop.run(target, target.request(body), MOST, Math.min(8, 3 * seconds));
      }
    }
    ManyStreams.run(gateway, 16);
    List<Throughput> throughput = Throughput.measure(targets, bodies, rounds, seconds, progress);
    List<HalfLoad> halfLoad = new ArrayList<>();
    for (ObjectNode body : bodies) {
      int size = StubAnswers.bytes(body.toString()).length;
      double half = Throughput.of(throughput, "gateway", size, MOST).orElseThrow().perSecond() / 2;
      progress.accept(String.format(Locale.ROOT, "half load: %,d bytes, %,.0f/s", size, half));
      halfLoad.add(HalfLoad.measure(direct, gateway, body, half, rounds, seconds));
    }
    progress.accept(STREAMS + " streams at a time");
    ManyStreams.Result streams = ManyStreams.run(gateway, STREAMS);
    Double peak = gateway.child().megabytes("VmHWM");
    return new Result(
        nginx,
        throughput,
        halfLoad,
        streams,
        peak,
        gateway.child().megabytes("VmRSS"),
        bars(throughput, halfLoad, streams, peak));
  }

  private static List<Bar> bars(
      List<Throughput> throughput,
      List<HalfLoad> halfLoad,
      ManyStreams.Result streams,
      Double peak) {
    List<Bar> bars = new ArrayList<>();
    for (HalfLoad half : halfLoad) {
      Throughput ours = Throughput.of(throughput, "gateway", half.bodyBytes(), MOST).orElseThrow();
      String body = String.format(Locale.ROOT, ", %.1f kB", half.bodyBytes() / 1e3);
      bars.add(new Bar("throughput of nginx's" + body, ours.ofNginx(), 0.4, true));
      bars.add(new Bar("CPU a request of nginx's" + body, ours.cpuOfNginx(), 2.5, false));
      bars.add(new Bar("added at half load, p50 ms" + body, half.p50().added(), 0.5, false));
      bars.add(new Bar("added at half load, p99 ms" + body, half.p99().added(), 3, false));
      bars.add(new Bar("first streamed byte, p50 ms" + body, half.firstByte().added(), 2, false));
    }
    bars.add(
        new Bar("broken ones of " + STREAMS + " streams", (double) streams.broken(), 0, false));
    bars.add(new Bar("most memory with " + HEAP + ", MB", peak, 300, false));
    return bars;
  }
}

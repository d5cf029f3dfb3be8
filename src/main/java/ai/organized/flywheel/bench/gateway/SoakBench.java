package ai.organized.flywheel.bench.gateway;

import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.TemporaryFolder;
import ai.organized.flywheel.wiring.FreePort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The gateway at half capacity for a while, with everything going wrong upstream that can. */
public final class SoakBench {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "FLYWHEEL_JAVA_OPTS", "-Xmx256m",
          "FLYWHEEL_SERVE_REQUESTS_PER_MINUTE", "none",
          "FLYWHEEL_SERVE_FIRST_BYTE_SECONDS", "3",
          "FLYWHEEL_SERVE_IDLE_SECONDS", "3");

  /** Until here the JVM still warms up; its memory is compared with that at the end. */
  private static final double SETTLED_AFTER = 120;

  /** A model that failed on purpose is not asked for a moment, and others pay for it. */
  private static final double MOST_SURPRISES = 0.02;

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  /**
   * @param requests that were sent, all in all
   * @param verdicts how many ended how
   * @param surprises ends that a request's fault does not explain, by fault and end
   * @param rows of telemetry in the store at the end
   * @param settledMegabytes memory of the process after two minutes, or a fifth of a shorter run;
   *     null: unknown
   */
  public record Result(
      double perSecond,
      double seconds,
      long requests,
      Map<Verdict, Long> verdicts,
      Map<String, Long> surprises,
      long rows,
      Double settledMegabytes,
      Double lastMegabytes,
      List<Bar> bars) {}

  private SoakBench() {}

  /**
   * @param run the command that starts {@code flywheel run}
   * @param perSecond requests; 0: half of what it can do, measured first
   */
  public static Result run(
      List<String> run, double perSecond, double seconds, Consumer<String> progress)
      throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.make("flywheel-soak")) {
      int port = FreePort.any();
      try (Child stub =
              Child.java(
                  StubUpstream.class,
                  List.of(String.valueOf(port)),
                  folder.path().resolve("stub.log"));
          GatewayRun gateway =
              GatewayRun.start(run, folder.path(), awaited(stub, port), SETTINGS)) {
        Target target = gateway.target();
        double rate = perSecond > 0 ? perSecond : half(target, progress);
        return soak(gateway, target, rate, seconds, progress);
      }
    }
  }

  private static int awaited(Child stub, int port) throws InterruptedException {
    stub.awaitPort(port);
    return port;
  }

  private static double half(Target target, Consumer<String> progress) throws IOException {
    progress.accept("measuring what it can do");
    ClosedLoop.run(target, target.request(ChatBody.small()), 64, 10);
    return ClosedLoop.run(target, target.request(ChatBody.small()), 64, 5).perSecond() / 2;
  }

  private static Result soak(
      GatewayRun gateway,
      Target target,
      double perSecond,
      double seconds,
      Consumer<String> progress)
      throws InterruptedException, IOException {
    progress.accept(
        String.format(Locale.ROOT, "%,.0f requests a second for %.0f s", perSecond, seconds));
    long before = settledRows(gateway, -1);
    double settledAfter = Math.min(SETTLED_AFTER, seconds / 5);
    long start = System.nanoTime();
    List<Double> settled = new ArrayList<>();
    SoakLoad.Result load =
        SoakLoad.run(
            target,
            perSecond,
            seconds,
            () -> {
              Double now = gateway.child().megabytes("VmRSS");
              if (now != null && (System.nanoTime() - start) / 1e9 >= settledAfter) {
                settled.add(now);
              }
            });
    long rows = settledRows(gateway, before + load.requests()) - before;
    Double first = settled.isEmpty() ? null : settled.get(0);
    Double last = settled.isEmpty() ? null : settled.get(settled.size() - 1);
    return new Result(
        perSecond,
        seconds,
        load.requests(),
        load.verdicts(),
        load.surprises(),
        rows,
        first,
        last,
        bars(load, rows, first, last));
  }

  private static List<Bar> bars(SoakLoad.Result load, long rows, Double first, Double last) {
    long bad =
        load.verdicts().entrySet().stream()
            .filter(each -> each.getKey().isBad())
            .mapToLong(Map.Entry::getValue)
            .sum();
    long surprises = load.surprises().values().stream().mapToLong(Long::longValue).sum();
    return List.of(
        new Bar("requests without an answer or a clean error", (double) bad, 0, false),
        new Bar(
            "share of ends that the request's own fault does not explain",
            (double) surprises / load.requests(),
            MOST_SURPRISES,
            false),
        new Bar(
            "requests without a row of telemetry",
            (double) Math.abs(load.requests() - rows),
            0,
            false),
        new Bar(
            "growth of memory since it settled",
            first == null ? null : last / first - 1,
            0.1,
            false));
  }

  /** Rows in the store once they are as many as wanted, or do not become more. */
  private static long settledRows(GatewayRun gateway, long wanted) throws InterruptedException {
    try (Database database = Database.open(gateway.data().resolve("flywheel.sqlite"))) {
      long start = System.nanoTime();
      long rows = -1;
      long now = rows(database);
      while (now != wanted && (now != rows || wanted >= 0)) {
        if (System.nanoTime() - start > PATIENCE) {
          return now;
        }
        TimeUnit.SECONDS.sleep(3);
        rows = now;
        now = rows(database);
      }
      return now;
    }
  }

  private static long rows(Database database) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from served_answers where arm <> 'shadow'")
                    .mapTo(Long.class)
                    .one());
  }
}

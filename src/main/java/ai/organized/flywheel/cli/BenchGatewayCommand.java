package ai.organized.flywheel.cli;

import ai.organized.flywheel.bench.gateway.Bar;
import ai.organized.flywheel.bench.gateway.GatewayBench;
import ai.organized.flywheel.bench.gateway.HalfLoad;
import ai.organized.flywheel.bench.gateway.Throughput;
import ai.organized.flywheel.storage.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench gateway}: beside nginx and beside no proxy; exit code 1 when a bar is missed. */
@Command(
    name = "gateway",
    description = "The gateway beside nginx (when it is installed) and beside no proxy.")
final class BenchGatewayCommand implements Callable<Integer> {
  @Option(
      names = "--seconds",
      defaultValue = "3",
      description = "of each of the runs that a figure is the median of (default: 3)")
  double seconds;

  @Option(names = "--rounds", hidden = true, defaultValue = "5", description = "runs a figure")
  int rounds;

  @Option(names = "--json", description = "print the figures as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!(seconds > 0) || rounds < 1) {
      throw new ParameterException(spec.commandLine(), "--seconds is a number above 0");
    }
    PrintWriter out = spec.commandLine().getOut();
    GatewayBench.Result result =
        GatewayBench.run(
            List.of(Home.folder().resolve("flywheel").toString(), "run"),
            rounds,
            seconds,
            spec.commandLine().getErr()::println);
    if (json) {
      out.println(Json.text(Json.STRICT.valueToTree(result)));
    } else {
      print(out, result);
    }
    out.flush();
    return result.bars().stream().anyMatch(Bar::isMissed) ? 1 : 0;
  }

  private static void print(PrintWriter out, GatewayBench.Result result) {
    out.println("   body  connections  target    requests/s  of nginx  CPU µs  of nginx");
    for (Throughput each : result.throughput()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%7d  %11d  %-8s  %,10.0f  %8s  %6s  %8s",
              each.bodyBytes(),
              each.connections(),
              each.target(),
              each.perSecond(),
              figure(each.ofNginx(), "%.2f"),
              figure(each.cpuMicros(), "%.0f"),
              figure(each.cpuOfNginx(), "%.2f")));
    }
    if (!result.nginx()) {
      out.println("nginx not installed: nothing is said beside it");
    }
    out.println();
    for (HalfLoad half : result.halfLoad()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%d bytes, %,.0f/s (half load): p50 %s, p99 %s, first streamed byte %s",
              half.bodyBytes(),
              half.perSecond(),
              added(half.p50()),
              added(half.p99()),
              added(half.firstByte())));
    }
    out.println(
        String.format(
            Locale.ROOT,
            "%d streams of %d frames at a time: %d broken, %.1f s",
            result.streams().streams(),
            result.streams().framesEach(),
            result.streams().broken(),
            result.streams().seconds()));
    out.println();
    for (Bar bar : result.bars()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-12s  %s: %s (bar %s %s)",
              bar.word(),
              bar.what(),
              figure(bar.measured(), "%.2f"),
              bar.atLeast() ? "at least" : "at most",
              bar.limit()));
    }
  }

  private static String added(HalfLoad.Figure figure) {
    return String.format(
        Locale.ROOT,
        "%.2f ms beside %.2f ms direct, %+.2f ms",
        figure.gateway(),
        figure.direct(),
        figure.added());
  }

  private static String figure(Double value, String format) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }
}

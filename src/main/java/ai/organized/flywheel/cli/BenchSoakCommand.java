package ai.organized.flywheel.cli;

import ai.organized.flywheel.bench.gateway.Bar;
import ai.organized.flywheel.bench.gateway.SoakBench;
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

/** {@code bench soak}: half capacity with faults upstream; exit code 1 when a bar is missed. */
@Command(
    name = "soak",
    description = "The gateway at half capacity while everything goes wrong upstream.")
final class BenchSoakCommand implements Callable<Integer> {
  @Option(names = "--minutes", defaultValue = "10", description = "how long (default: 10)")
  double minutes;

  @Option(names = "--json", description = "print the figures as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!(minutes > 0)) {
      throw new ParameterException(spec.commandLine(), "--minutes is a number above 0");
    }
    PrintWriter out = spec.commandLine().getOut();
    SoakBench.Result result =
        SoakBench.run(
            List.of(Home.folder().resolve("flywheel").toString(), "run"),
            0,
            60 * minutes,
            spec.commandLine().getErr()::println);
    if (json) {
      out.println(Json.text(Json.STRICT.valueToTree(result)));
    } else {
      print(out, result);
    }
    out.flush();
    return result.bars().stream().anyMatch(Bar::isMissed) ? 1 : 0;
  }

  private static void print(PrintWriter out, SoakBench.Result result) {
    out.println(
        String.format(
            Locale.ROOT,
            "%,d requests in %.0f s, %,.0f a second; %,d rows of telemetry",
            result.requests(),
            result.seconds(),
            result.perSecond(),
            result.rows()));
    result
        .verdicts()
        .forEach((verdict, times) -> out.printf(Locale.ROOT, "  %s: %,d%n", verdict.word(), times));
    result
        .surprises()
        .forEach((what, times) -> out.printf(Locale.ROOT, "  %s: %,d%n", what, times));
    if (result.settledMegabytes() != null) {
      out.println(
          String.format(
              Locale.ROOT,
              "memory %.0f MB, in the end %.0f MB",
              result.settledMegabytes(),
              result.lastMegabytes()));
    }
    for (Bar bar : result.bars()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-12s  %s: %s (bar at most %s)",
              bar.word(),
              bar.what(),
              bar.measured() == null ? "-" : String.format(Locale.ROOT, "%.2f", bar.measured()),
              bar.limit()));
    }
  }
}

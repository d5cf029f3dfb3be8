package ai.organized.flywheel.cli;

import ai.organized.flywheel.bench.GtmBench;
import ai.organized.flywheel.bench.IngestBench;
import ai.organized.flywheel.bench.LoopBench;
import ai.organized.flywheel.bench.StartBench;
import ai.organized.flywheel.storage.Json;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench …}: the numbers of the README, measured here and now. */
@Command(
    name = "bench",
    description = "Measures what the README claims.",
    subcommands = {
      BenchDatasetCommand.class,
      BenchVerdictCommand.class,
      BenchGatewayCommand.class,
      BenchMonthCommand.class,
      BenchCommand.Gtm.class,
      BenchCommand.Ingest.class,
      BenchCommand.Loop.class,
      BenchSoakCommand.class,
      BenchCommand.Start.class
    })
final class BenchCommand {

  /** Prints a result as JSON or as a line for people. */
  private static void print(CommandSpec spec, boolean json, Object result, String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? Json.text(Json.STRICT.valueToTree(result)) : line);
    out.flush();
  }

  @Command(name = "ingest", description = "A drop of experiments beside a bare JDBC batch insert.")
  static final class Ingest implements Callable<Integer> {
    @Option(names = "--records", defaultValue = "100000", description = "records in the drop")
    int records;

    @Option(names = "--json", description = "print the figures as JSON")
    boolean json;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      IngestBench.Result result = IngestBench.run(records, spec.commandLine().getErr()::println);
      print(
          spec,
          json,
          result,
          String.format(
              Locale.ROOT,
              "%,d records: %,.0f/s, bare JDBC %,.0f/s, ratio %.2f (bar 0.50)",
              result.records(),
              result.oursPerSecond(),
              result.barePerSecond(),
              result.ratio()));
      return 0;
    }
  }

  @Command(name = "gtm", description = "Tag Manager exports beside plain JSON parsing.")
  static final class Gtm implements Callable<Integer> {
    @Option(names = "--json", description = "print the figures as JSON")
    boolean json;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      GtmBench.Result result = GtmBench.run(spec.commandLine().getErr()::println);
      print(
          spec,
          json,
          result,
          String.format(
              Locale.ROOT,
              "%,d kB: %.4f s (bar 1 s), plain JSON %.4f s, ratio %.1f%n"
                  + "%,d kB: %,.0f/s on one core (bar 100/s), plain JSON %,.0f/s, ratio %.1f",
              result.large().bytes() / 1_000,
              result.large().seconds(),
              result.large().treeSeconds(),
              result.large().ratio(),
              result.usual().bytes() / 1_000,
              result.usual().perSecond(),
              1 / result.usual().treeSeconds(),
              result.usual().ratio()));
      return 0;
    }
  }

  @Command(name = "loop", description = "From a dropped file to a promoted model.")
  static final class Loop implements Callable<Integer> {
    @Option(names = "--json", description = "print the figures as JSON")
    boolean json;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      LoopBench.Result result = LoopBench.run(Home.folder());
      print(
          spec,
          json,
          result,
          String.format(
              Locale.ROOT,
              "%d examples, drop to promoted: %.1f s (bar 10 s)",
              result.examples(),
              result.seconds()));
      return 0;
    }
  }

  @Command(name = "start", description = "How long a short command and the start of run take.")
  static final class Start implements Callable<Integer> {
    @Option(names = "--json", description = "print the figures as JSON")
    boolean json;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      StartBench.Result result = StartBench.run(Home.folder());
      print(
          spec,
          json,
          result,
          String.format(
              Locale.ROOT,
              "experiments count %.2f s (bar 1 s), run ready %.2f s (bar 4 s), bare JVM %.2f s",
              result.countSeconds(),
              result.runReadySeconds(),
              result.bareJvmSeconds()));
      return 0;
    }
  }
}

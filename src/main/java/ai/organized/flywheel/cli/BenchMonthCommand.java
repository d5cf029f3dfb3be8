package ai.organized.flywheel.cli;

import ai.organized.flywheel.bench.month.MonthBench;
import ai.organized.flywheel.bench.month.MonthBench.Check;
import ai.organized.flywheel.bench.month.MonthBench.Line;
import ai.organized.flywheel.bench.month.MonthBench.Result;
import ai.organized.flywheel.storage.Json;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench month}: thirty days of the loop in less than a minute, and what came of them. */
@Command(
    name = "month",
    description = "A simulated month: clients, drops, a bad model, a dying provider.")
final class BenchMonthCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE dd MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  @Option(names = "--json", description = "print story and checks as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Result result = MonthBench.run(Home.settings().places().home());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(Json.STRICT.valueToTree(result)));
    } else {
      result.story().forEach(line -> out.println(told(line)));
      out.println();
      result.checks().forEach(check -> out.println(told(check)));
      out.println();
      out.println(
          String.format(
              Locale.ROOT,
              "%d days in %.1f s, %d decisions, %d questions to the gateway",
              result.days(),
              result.seconds(),
              result.story().size(),
              result.requests()));
    }
    out.flush();
    return result.asItShould() ? 0 : 1;
  }

  private static String told(Line line) {
    String who = line.version() == null ? line.client() : line.client() + " v" + line.version();
    return String.format(
        Locale.ROOT,
        "%s  %-11s %-12s %s",
        TIME.format(line.at()),
        who,
        line.action(),
        line.detail());
  }

  private static String told(Check check) {
    return (check.happened() ? "✓ " : "✗ ") + check.what() + ": " + check.found();
  }
}

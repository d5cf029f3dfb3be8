package ai.organized.flywheel.cli;

import ai.organized.flywheel.bench.VerdictBench;
import ai.organized.flywheel.bench.VerdictBench.Row;
import ai.organized.flywheel.storage.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench verdict}: how often the verdict is wrong about models whose truth is known. */
@Command(
    name = "verdict",
    description =
        "Verdicts on simulated models: false refusals, misses, and how many questions help.")
final class BenchVerdictCommand implements Callable<Integer> {
  @Option(
      names = "--pairs",
      defaultValue = "10000",
      description = "pairs of models in each place of the table (default: ${DEFAULT-VALUE})")
  int pairs;

  @Option(names = "--json", description = "print the figures as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    if (pairs < 1) {
      throw new ParameterException(spec.commandLine(), "--pairs is a number from 1 on");
    }
    VerdictBench.Result result = VerdictBench.run(Home.settings().evaluation(), pairs);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(Json.STRICT.valueToTree(result)));
    } else {
      result.few().forEach(row -> out.println(few(row)));
      for (Row first : result.table()) {
        if (first.questions() == VerdictBench.SIZES.get(0) && first.truth() == 0) {
          print(out, like(result.table(), first));
        }
      }
      out.println();
      out.println(
          result.recommended() == null
              ? "No holdout of this table holds all bars"
              : "Recommended: a holdout of "
                  + result.recommended()
                  + " questions, the fewest that hold all bars");
    }
    out.flush();
    return 0;
  }

  private static String few(Row row) {
    return String.format(
        Locale.ROOT,
        "%s, %d questions, %,d pairs: %s refused%s, %s held, %s promoted%s",
        row.truth() == 0 ? "Equal models" : "Worse by 0.10",
        row.questions(),
        row.pairs(),
        percent(row.refused()),
        row.truth() == 0 ? " (falsely)" : "",
        percent(row.held()),
        percent(row.promoted()),
        row.truth() == 0 ? "" : " (missed)");
  }

  private static List<Row> like(List<Row> table, Row first) {
    return table.stream()
        .filter(row -> row.recall() == first.recall() && row.alike() == first.alike())
        .toList();
  }

  private static void print(PrintWriter out, List<Row> rows) {
    Row any = rows.get(0);
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "The champion recalls %.1f; %s",
            any.recall(),
            any.alike() == 0
                ? "each model has luck of its own"
                : "half of the questions are equally hard for both"));
    out.println(line("questions", VerdictBench.SIZES.stream().map(String::valueOf).toList(), ""));
    out.println(line(rows, 0, "equal", "refused", Row::refused, "at most 5 % from 50 on"));
    out.println(line(rows, 0, "", "held", Row::held, ""));
    out.println(line(rows, 0, "", "promoted", Row::promoted, ""));
    out.println(line(rows, 0.2, "+0.20", "promoted", Row::promoted, "at least 90 % from 50 on"));
    out.println(line(rows, -0.1, "-0.10", "promoted", Row::promoted, ""));
    out.println(line(rows, -0.2, "-0.20", "promoted", Row::promoted, "at most 2 %"));
  }

  private static String line(
      List<Row> rows,
      double truth,
      String who,
      String what,
      ToDoubleFunction<Row> share,
      String bar) {
    List<String> shares =
        rows.stream()
            .filter(row -> row.truth() == truth)
            .map(row -> percent(share.applyAsDouble(row)))
            .toList();
    return line(String.format(Locale.ROOT, "%-7s%s", who, what), shares, bar);
  }

  private static String line(String head, List<String> cells, String bar) {
    return String.format(
            Locale.ROOT,
            "  %-16s%s  %s",
            head,
            cells.stream()
                .map(cell -> String.format(Locale.ROOT, "%9s", cell))
                .collect(Collectors.joining()),
            bar.isEmpty() ? "" : "(" + bar + ")")
        .stripTrailing();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}

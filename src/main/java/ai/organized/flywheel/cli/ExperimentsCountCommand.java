package ai.organized.flywheel.cli;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.ClientNames;
import ai.organized.flywheel.experiment.ExperimentQuery;
import ai.organized.flywheel.experiment.ScoreHistogram;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code experiments count}: how many, where their scores lie, and what each threshold keeps. */
@Command(name = "count", description = "Counts experiments and shows where their scores lie.")
final class ExperimentsCountCommand implements Callable<Integer> {
  private static final int BAR = 40;

  @Mixin QueryOptions options;

  @Option(names = "--json", description = "print the counts as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      ClientNames names = store.names();
      ExperimentQuery wanted = options.query(names);
      double threshold = store.settings().dataset().scoreThreshold();
      if (wanted.client().isPresent()) {
        ClientId client = wanted.client().get();
        threshold = store.clients().config(client).scoreThreshold().orElse(threshold);
      }
      List<Double> thresholds =
          Stream.of(0.5, 0.6, 0.7, threshold, 0.8, 0.9).distinct().sorted().toList();
      ScoreHistogram histogram = store.experiments().histogram(wanted, thresholds);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(json(histogram)));
      } else {
        String whose = wanted.client().map(id -> " for client \"" + id + "\"").orElse("");
        out.println(histogram.total() + " records" + whose);
        if (histogram.total() > 0) {
          print(out, histogram, threshold);
        }
      }
      return 0;
    }
  }

  private static ObjectNode json(ScoreHistogram histogram) {
    ObjectNode json = Json.STRICT.createObjectNode();
    json.put("records", histogram.total());
    json.set("tenths", Json.STRICT.valueToTree(histogram.tenths()));
    json.set("kept", Json.STRICT.valueToTree(histogram.kept()));
    return json;
  }

  private static void print(PrintWriter out, ScoreHistogram histogram, double threshold) {
    long most = histogram.tenths().stream().mapToLong(Long::longValue).max().orElse(1);
    for (int tenth = 0; tenth < 10; tenth++) {
      long count = histogram.tenths().get(tenth);
      out.printf(
          Locale.ROOT,
          "  %.1f – %.1f %7d %s%n",
          tenth / 10.0,
          (tenth + 1) / 10.0,
          count,
          "█".repeat((int) Math.round((double) BAR * count / most)));
    }
    histogram
        .kept()
        .forEach(
            (from, kept) ->
                out.printf(
                    Locale.ROOT,
                    "  score ≥ %.2f keeps %d%s%n",
                    from,
                    kept,
                    from == threshold ? "  ← the threshold in use" : ""));
  }
}

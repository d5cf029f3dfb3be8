package ai.organized.flywheel.cli;

import ai.organized.flywheel.bench.RecommendHoldout;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetPlan;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.dataset.Part;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.wiring.BuildOnce;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dataset build --client C [--max-dropped SHARE] [--dry-run] [--json]}. */
@Command(
    name = "build",
    description = "Builds the next dataset of a client; only what is new is redacted and embedded.")
final class DatasetBuildCommand implements Callable<Integer> {
  @Option(names = "--client", required = true, description = "the client")
  String client;

  @Option(
      names = "--max-dropped",
      description = "share 0 to 1 that dedup may drop this time before the build halts")
  Double maxDropped;

  @Option(names = "--dry-run", description = "say what it would hold and write nothing")
  boolean dryRun;

  @Option(names = "--json", description = "print the counts as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    if (maxDropped != null && !(maxDropped >= 0 && maxDropped <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--max-dropped is a share from 0 to 1, for instance 0.6");
    }
    Settings settings = Home.settings();
    Clock clock = Clock.systemUTC();
    ClientId id;
    try (Store store = Store.open(settings)) {
      id = store.names().resolve(client);
    }
    OptionalDouble share =
        maxDropped == null ? OptionalDouble.empty() : OptionalDouble.of(maxDropped);
    PrintWriter err = spec.commandLine().getErr();
    return new BuildOnce(settings, clock)
        .build(
            id,
            share,
            said -> {
              err.println(said);
              err.flush();
            },
            plan -> finish(settings, plan));
  }

  private int finish(Settings settings, DatasetPlan plan) {
    if (plan.count(Part.TRAIN) == 0) {
      throw new RefusedException(
          "no_examples",
          "client "
              + plan.client()
              + " has no line to train on: of "
              + plan.funnel().in()
              + " examples "
              + plan.funnel().aboveThreshold()
              + " reach the score threshold "
              + plan.threshold()
              + ", "
              + plan.count(Part.HOLDOUT)
              + " are questions and "
              + plan.count(Part.QUARANTINED)
              + " too near to one; see: flywheel experiments count --client "
              + plan.client());
    }
    try (Store store = Store.open(settings)) {
      Optional<Dataset> same = store.datasets().withHash(plan.client(), plan.hash());
      Optional<Dataset> dataset =
          same.or(() -> dryRun ? Optional.empty() : Optional.of(save(store.datasets(), plan)));
      Path folder = store.clients().folder(plan.client());
      DatasetReport report = new DatasetReport(plan, dataset, same.isPresent(), folder);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(report.json()));
      } else {
        report.print(
            out,
            settings.dataset().minTrainingLines(),
            RecommendHoldout.sentence(plan.count(Part.HOLDOUT), settings.evaluation()));
      }
      out.flush();
      return 0;
    }
  }

  private static Dataset save(DatasetStore datasets, DatasetPlan plan) {
    return datasets.save(plan, (handle, dataset) -> {});
  }
}

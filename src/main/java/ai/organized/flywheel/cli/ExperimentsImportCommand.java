package ai.organized.flywheel.cli;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.experiment.ImportExperiments;
import ai.organized.flywheel.experiment.ImportOptions;
import ai.organized.flywheel.experiment.ImportReport;
import ai.organized.flywheel.experiment.Scale;
import ai.organized.flywheel.experiment.drop.Drop;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code experiments import --file F [--client C]}: records that are known already add nothing. */
@Command(
    name = "import",
    description = {
      "Imports experiments; importing again adds nothing.",
      "A file may hold experiment records, loop results or a growth engine's experiments (a JSON"
          + " array, one object or JSON lines), autoresearch's results.tsv, or an experiment"
          + " logger's experiments.sqlite, which is only read. Told apart by content."
    })
final class ExperimentsImportCommand implements Callable<Integer> {
  @Option(names = "--file", required = true, description = "the file to import")
  Path file;

  @Option(names = "--client", description = "fills a missing client; never overrides one")
  String client;

  @Option(names = "--scale", description = "unit (0 to 1) or percent (0 to 100)")
  Scale scale = Scale.UNIT;

  @Option(names = "--json", description = "print the report as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RefusedException("no_file", "there is no file " + file + "; name one with --file");
    }
    try (Store store = Store.open()) {
      Optional<ClientId> asked = Optional.ofNullable(client).map(store.names()::resolve);
      ImportReport report =
          report(
              new ImportExperiments(store.experiments(), store.clients(), store.redactionKeys()),
              new ImportOptions(asked, scale));
      if (json) {
        spec.commandLine().getOut().println(Json.text(Json.STRICT.valueToTree(report)));
      } else {
        print(report, asked);
      }
      return report.acceptedSome() || !report.hasRefusals() ? 0 : 1;
    }
  }

  private ImportReport report(ImportExperiments importer, ImportOptions options)
      throws IOException {
    try (InputStream in = ProgressBar.wrap(Files.newInputStream(file), progress())) {
      return importer.from(Drop.file(file, in), options);
    }
  }

  private ProgressBarBuilder progress() throws IOException {
    return new ProgressBarBuilder()
        .setTaskName("Importing")
        .setInitialMax(Files.size(file))
        .setUnit(" MB", 1_000_000)
        .setConsumer(new ProgressLine());
  }

  private void print(ImportReport report, Optional<ClientId> asked) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    report.warnings().forEach(warning -> err.println("warning: " + warning));
    report.refusals().stream().limit(20).forEach(refusal -> err.println("refused " + refusal));
    if (report.refused() > 20) {
      err.println("… and " + (report.refused() - 20) + " more");
    }
    report
        .conflicts()
        .forEach(
            id -> err.println("conflict: " + id + " is known with other content; the first stays"));
    long records = report.added() + report.known();
    String whose = asked.map(id -> " for client \"" + id + "\"").orElse("");
    out.println("Saved batch of " + records + " experiments");
    out.println("Imported " + records + " records" + whose + told(report));
  }

  private static String told(ImportReport report) {
    return " ("
        + report.added()
        + " new, "
        + report.known()
        + " known already"
        + (report.refused() > 0 ? ", " + report.refused() + " refused" : "")
        + (report.conflicts().isEmpty() ? "" : ", " + report.conflicts().size() + " in conflict")
        + report.redacted().entrySet().stream()
            .map(kind -> ", redacted " + kind.getValue() + " " + kind.getKey())
            .collect(Collectors.joining())
        + ")";
  }
}

package ai.organized.flywheel.cli;

import ai.organized.flywheel.experiment.ExperimentJson;
import ai.organized.flywheel.experiment.ExperimentQuery;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code experiments export}: one JSON object a line, the newest first. */
@Command(name = "export", description = "Writes experiments to stdout as JSON lines, newest first.")
final class ExperimentsExportCommand implements Callable<Integer> {
  @Mixin QueryOptions options;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      ExperimentQuery wanted = options.query(store.names());
      PrintWriter out = spec.commandLine().getOut();
      store
          .experiments()
          .forEach(wanted, record -> out.print(ExperimentJson.of(record).toString() + "\n"));
      out.flush();
      return 0;
    }
  }
}

package ai.organized.flywheel.cli;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Datasets: what is in them and what was left out. */
@Command(
    name = "dataset",
    description = "Shows what is in a dataset and what was left out.",
    subcommands = DatasetCommand.Show.class)
final class DatasetCommand {

  /** {@code dataset show --client C [--version N]}: the manifest, as it lies on disk. */
  @Command(name = "show", description = "Prints the manifest of a dataset, by default the newest.")
  static final class Show implements Callable<Integer> {
    @Option(names = "--client", required = true, description = "the client")
    String client;

    @Option(names = "--version", description = "the version; by default the newest")
    Integer version;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      try (Store store = Store.open()) {
        ClientId id = store.names().resolve(client);
        int wanted =
            version != null ? version : store.datasets().newest(id).map(Dataset::version).orElse(0);
        Path manifest = Dataset.manifestFile(store.clients().folder(id), wanted);
        if (!Files.exists(manifest)) {
          throw new RefusedException(
              "no_dataset", "client " + id + " has no such dataset; see: flywheel cycle status");
        }
        spec.commandLine().getOut().println(Files.readString(manifest));
        return 0;
      }
    }
  }
}

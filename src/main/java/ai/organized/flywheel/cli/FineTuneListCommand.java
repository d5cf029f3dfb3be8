package ai.organized.flywheel.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fine-tune list}: the registry of all clients, or of one. */
@Command(name = "list", description = "Lists every model version of every client, or of one.")
final class FineTuneListCommand implements Callable<Integer> {
  @Option(names = "--client", description = "only this client's")
  String client;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      List<ClientStatus> clients =
          client == null ? store.statuses() : List.of(store.status(store.names().resolve(client)));
      RegistryTable.print(spec.commandLine().getOut(), clients);
      return 0;
    }
  }
}

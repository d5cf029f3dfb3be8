package ai.organized.flywheel.cli;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fine-tune status}: where each client stands, and what is under way. */
@Command(
    name = "status",
    description = "Shows what is under way, what answers, and what trainings have cost.")
final class FineTuneStatusCommand implements Callable<Integer> {
  @Option(names = "--client", description = "only this client's")
  String client;

  @Option(names = "--json", description = "print every version as JSON, one key a client")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      List<ClientStatus> clients =
          client == null ? store.statuses() : List.of(store.status(store.names().resolve(client)));
      if (json) {
        ObjectNode all = Json.STRICT.createObjectNode();
        clients.forEach(c -> all.set(c.client().value(), StatusJson.of(c, store)));
        spec.commandLine().getOut().println(Json.text(all));
      } else {
        StatusLines lines = new StatusLines(store, spec.commandLine().getOut());
        clients.forEach(lines::print);
      }
      return 0;
    }
  }
}

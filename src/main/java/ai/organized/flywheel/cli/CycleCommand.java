package ai.organized.flywheel.cli;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.cycle.LoopFile;
import ai.organized.flywheel.cycle.LoopState;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The loop: ask it, and see what it answered. */
@Command(
    name = "cycle",
    description = "Asks for a new version, and shows what was answered.",
    subcommands = {CycleCommand.Run.class, CycleCommand.Status.class})
final class CycleCommand {

  @Command(name = "run", description = "Asks whether a client wants a new version.")
  static final class Run implements Callable<Integer> {
    @Option(names = "--client", required = true, description = "the client")
    String client;

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      try (Store store = Store.open()) {
        ClientId id = store.names().resolve(client);
        store.cycles().ask(List.of(id), "a person");
        String what = "whether it wants a new version";
        store.audit().add(AuditLog.localPerson(), Action.ASKED, id, null, what);
        spec.commandLine()
            .getOut()
            .println(
                "asked for " + id + "; a running flywheel answers. See: flywheel cycle status");
        return 0;
      }
    }
  }

  @Command(name = "status", description = "Shows where every client's loop stands.")
  static final class Status implements Callable<Integer> {
    @Option(names = "--client", description = "one client; left out: all")
    String client;

    @Option(names = "--json", description = "print the same as JSON, as in flywheel.json")
    boolean json;

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      try (Store store = Store.open()) {
        List<LoopState> states = states(store);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
          ArrayNode array = Json.STRICT.createArrayNode();
          states.forEach(state -> array.add(LoopFile.of(state)));
          out.println(Json.text(array));
        } else {
          states.forEach(state -> LoopLines.of(state).forEach(out::println));
        }
        out.flush();
        return 0;
      }
    }

    private List<LoopState> states(Store store) {
      return client == null
          ? store.statuses().stream().map(status -> store.loop(status.client())).toList()
          : List.of(store.loop(store.names().resolve(client)));
    }
  }
}

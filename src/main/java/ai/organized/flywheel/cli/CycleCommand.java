package ai.organized.flywheel.cli;

import ai.organized.flywheel.client.ClientId;
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
        spec.commandLine()
            .getOut()
            .println(
                "asked for " + id + "; a running flywheel answers. See: flywheel cycle status");
        return 0;
      }
    }
  }

  @Command(name = "status", description = "Shows the last answer for every client.")
  static final class Status implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      try (Store store = Store.open()) {
        for (ClientStatus status : store.statuses()) {
          spec.commandLine()
              .getOut()
              .println(status.client() + ": " + status.lastAnswer().orElse("not asked yet"));
        }
        return 0;
      }
    }
  }
}

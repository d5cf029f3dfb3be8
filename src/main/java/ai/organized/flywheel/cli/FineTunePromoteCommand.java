package ai.organized.flywheel.cli;

import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fine-tune promote}: a person lets a version answer, from the next request on. */
@Command(name = "promote", description = "Lets a held version answer; what answered is archived.")
final class FineTunePromoteCommand implements Callable<Integer> {
  @Option(names = "--client", required = true, description = "the client")
  String client;

  @Option(names = "--version", required = true, description = "the version, for instance 3")
  int version;

  @Option(names = "--yes", description = "also one that was refused")
  boolean yes;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      ClientId id = store.names().resolve(client);
      Optional<Integer> before =
          store.promoteByHand().promote(AuditLog.localPerson(), id, version, yes);
      String archived = before.map(number -> "; v" + number + " is archived").orElse("");
      spec.commandLine().getOut().println(id + " v" + version + " is active" + archived);
      return 0;
    }
  }
}

package ai.organized.flywheel.cli;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fine-tune rollback}: an earlier version answers again, from the next request on. */
@Command(name = "rollback", description = "Lets an earlier version answer again.")
final class FineTuneRollbackCommand implements Callable<Integer> {
  @Option(names = "--client", required = true, description = "the client")
  String client;

  @Option(names = "--version", required = true, description = "the version, for instance 2")
  int version;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      ClientId id = store.names().resolve(client);
      String person = AuditLog.localPerson();
      store
          .registry()
          .rollBack(
              id,
              version,
              handle ->
                  store.audit().add(handle, person, Action.ROLLED_BACK, id, version, "by hand"));
      spec.commandLine().getOut().println(id + " v" + version + " is active");
      return 0;
    }
  }
}

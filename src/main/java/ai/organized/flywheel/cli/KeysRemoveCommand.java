package ai.organized.flywheel.cli;

import ai.organized.flywheel.audit.AuditLog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keys remove}: a key opens nothing any more. */
@Command(name = "remove", description = "Takes a key away, from the next request on.")
final class KeysRemoveCommand implements Callable<Integer> {
  @Option(names = "--name", required = true, description = "name of the key")
  String name;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      int left = store.changeKeys().remove(AuditLog.localPerson(), name);
      spec.commandLine().getOut().println("key " + name + " is removed; " + left + " are left");
      if (left == 0) {
        spec.commandLine()
            .getErr()
            .println("Without a key everybody at this machine may do everything.");
      }
      return 0;
    }
  }
}

package ai.organized.flywheel.cli;

import ai.organized.flywheel.access.Role;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keys add}: the key is data and goes to stdout, once. */
@Command(name = "add", description = "Makes a key and prints it, this once; only its hash is kept.")
final class KeysAddCommand implements Callable<Integer> {
  @Option(names = "--name", required = true, description = "who will use it, for instance hre-bot")
  String name;

  @Option(
      names = "--role",
      required = true,
      description = "client: one client only; operator: every client; admin: also changes things")
  Role role;

  @Option(names = "--client", description = "the client of a key with the role client")
  String client;

  @Option(
      names = "--requests-per-minute",
      description = "its own limit; by default flywheel.serve.requests-per-minute")
  Integer requestsPerMinute;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    if (requestsPerMinute != null && requestsPerMinute < 1) {
      throw new ParameterException(
          spec.commandLine(), "--requests-per-minute is a whole number above 0");
    }
    try (Store store = Store.open()) {
      Optional<ClientId> owner = Optional.ofNullable(client).map(store.names()::resolve);
      OptionalInt limit =
          requestsPerMinute == null ? OptionalInt.empty() : OptionalInt.of(requestsPerMinute);
      String key = store.changeKeys().add(AuditLog.localPerson(), name, role, owner, limit);
      spec.commandLine().getOut().println(key);
      spec.commandLine()
          .getErr()
          .println(
              "This is the only time it is shown. It is sent as: Authorization: Bearer KEY. From"
                  + " now on nobody is answered without a key.");
      return 0;
    }
  }
}

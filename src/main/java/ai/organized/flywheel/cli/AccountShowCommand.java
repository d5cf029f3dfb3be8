package ai.organized.flywheel.cli;

import ai.organized.flywheel.account.AccountStateFile;
import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code account show --client C}: the newest state as JSON, or the prompt built from it. */
@Command(name = "show", description = "Prints the newest account state.")
final class AccountShowCommand implements Callable<Integer> {
  @Option(names = "--client", required = true, description = "the client")
  String client;

  @Option(names = "--prompt", description = "print the system prompt instead of the state")
  boolean prompt;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      ClientId id = store.names().resolve(client);
      String displayName = store.clients().config(id).displayName();
      String shown =
          prompt
              ? store.states().prompt(id, displayName).text()
              : json(store.states(), id, displayName);
      spec.commandLine().getOut().println(shown);
      return 0;
    }
  }

  private static String json(AccountStates states, ClientId id, String displayName) {
    return states.history(id, 1).stream()
        .findFirst()
        .map(newest -> AccountStateFile.write(displayName, newest))
        .map(json -> new String(json, StandardCharsets.UTF_8).strip())
        .orElseThrow(() -> nothing(id));
  }

  static RefusedException nothing(ClientId id) {
    return new RefusedException(
        "no_state",
        "nothing is known of client "
            + id
            + " yet; drop a container export into inbox/gtm/"
            + id
            + "/ of the data folder, or type: flywheel account collect --client "
            + id);
  }
}

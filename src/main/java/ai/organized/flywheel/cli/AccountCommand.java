package ai.organized.flywheel.cli;

import ai.organized.flywheel.account.AccountStateJson;
import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Account state: what is known to be true in a client's accounts. */
@Command(
    name = "account",
    description = "Shows what is known of a client's accounts.",
    subcommands = AccountCommand.Show.class)
final class AccountCommand {

  /** {@code account show --client C}: the newest state as JSON, or the prompt built from it. */
  @Command(name = "show", description = "Prints the newest account state.")
  static final class Show implements Callable<Integer> {
    @Option(names = "--client", required = true, description = "the client")
    String client;

    @Option(names = "--prompt", description = "print the system prompt instead of the state")
    boolean prompt;

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      try (Store store = Store.open()) {
        ClientId id = store.names().resolve(client);
        AccountStates states =
            new AccountStates(store.database().jdbi(), store.clients(), store.clock());
        spec.commandLine().getOut().println(prompt ? prompt(store, states, id) : json(states, id));
        return 0;
      }
    }

    private static String prompt(Store store, AccountStates states, ClientId id) {
      return states.prompt(id, store.clients().config(id).displayName()).text();
    }

    private static String json(AccountStates states, ClientId id) {
      return states
          .newest(id)
          .map(state -> new String(AccountStateJson.write(state), StandardCharsets.UTF_8))
          .orElseThrow(
              () ->
                  new RefusedException(
                      "no_state",
                      "nothing is known of client "
                          + id
                          + " yet; drop a container export into inbox/gtm/"
                          + id
                          + "/ of the data folder"));
    }
  }
}

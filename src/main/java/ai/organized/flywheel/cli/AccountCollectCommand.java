package ai.organized.flywheel.cli;

import ai.organized.flywheel.account.AccountState;
import ai.organized.flywheel.account.AccountStateFile;
import ai.organized.flywheel.account.AccountStates.Kept;
import ai.organized.flywheel.account.CollectAccount;
import ai.organized.flywheel.account.Findings;
import ai.organized.flywheel.account.SourceOutcomes;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.wiring.CollectOnce;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code account collect --client C}: asks every source now, also while a {@code run} is at work.
 */
@Command(name = "collect", description = "Asks all sources of a client and keeps what they tell.")
final class AccountCollectCommand implements Callable<Integer> {
  @Option(names = "--client", required = true, description = "the client")
  String client;

  @Option(names = "--json", description = "print the state as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      ClientId id = store.names().resolve(client);
      spec.commandLine().getErr().println("Asking the sources of " + id + " …");
      String answer = CollectOnce.run(store.settings(), store.database(), store.clock(), id);
      if (answer.startsWith(CollectAccount.FAILED)) {
        throw new RefusedException(
            "not_collected",
            "The account state of "
                + id
                + " was not collected: "
                + answer.substring(CollectAccount.FAILED.length()));
      }
      Kept newest =
          store.states().history(id, 1).stream()
              .findFirst()
              .orElseThrow(() -> AccountShowCommand.nothing(id));
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        String displayName = store.clients().config(id).displayName();
        out.print(new String(AccountStateFile.write(displayName, newest), StandardCharsets.UTF_8));
        out.flush();
        return 0;
      }
      AccountState state = newest.state();
      SourceOutcomes.of(state.sources())
          .forEach(outcome -> out.printf("  %-22s %s%n", outcome.source(), outcome.words()));
      Findings.of(state.sources()).forEach(finding -> out.println("  ! " + finding.words()));
      out.println("Account state " + answer);
      return 0;
    }
  }
}

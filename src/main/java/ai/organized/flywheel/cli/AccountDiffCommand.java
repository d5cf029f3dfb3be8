package ai.organized.flywheel.cli;

import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.account.Difference;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code account diff --client C}: what changed between two versions of an account state. */
@Command(name = "diff", description = "Shows what changed between two account states.")
final class AccountDiffCommand implements Callable<Integer> {
  /** Versions that can be named; older ones are in the client's folder. */
  private static final int LOOKED_BACK = 1_000;

  @Option(names = "--client", required = true, description = "the client")
  String client;

  @Option(names = "--from", description = "a version; the one before the newest when left out")
  String from;

  @Option(names = "--to", description = "a version; the newest when left out")
  String to;

  @Option(names = "--json", description = "print the changes as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Store store = Store.open()) {
      ClientId id = store.names().resolve(client);
      List<AccountStates.Kept> history = store.states().history(id, LOOKED_BACK);
      if (history.isEmpty()) {
        throw AccountShowCommand.nothing(id);
      }
      AccountStates.Kept now = to == null ? history.get(0) : version(history, to);
      AccountStates.Kept before = from == null ? before(history, now) : version(history, from);
      print(before, now);
      return 0;
    }
  }

  private void print(AccountStates.Kept before, AccountStates.Kept now) {
    List<Difference.Found> found =
        Difference.between(before.state().sources(), now.state().sources()).found();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(json(before, now, found)));
      return;
    }
    out.println(before.state().version() + " → " + now.state().version());
    if (found.isEmpty()) {
      out.println("  nothing, but for details that are not named");
    }
    found.forEach(f -> out.println("  " + change(f) + "  " + f.words()));
  }

  private static ObjectNode json(
      AccountStates.Kept before, AccountStates.Kept now, List<Difference.Found> found) {
    ObjectNode node = Json.STRICT.createObjectNode();
    node.put("from", before.state().version());
    node.put("to", now.state().version());
    ArrayNode changes = node.putArray("changes");
    found.forEach(f -> changes.addObject().put("change", change(f)).put("words", f.words()));
    return node;
  }

  private static String change(Difference.Found found) {
    return found.change().name().toLowerCase(Locale.ROOT);
  }

  private static AccountStates.Kept version(List<AccountStates.Kept> history, String version) {
    return history.stream()
        .filter(kept -> kept.state().version().equals(version))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    "no_such_version",
                    "there is no account state "
                        + version
                        + "; there are: "
                        + String.join(
                            ", ",
                            history.stream().limit(10).map(k -> k.state().version()).toList())));
  }

  /** The one before; of the first state, itself. */
  private static AccountStates.Kept before(
      List<AccountStates.Kept> history, AccountStates.Kept now) {
    int index = history.indexOf(now);
    return history.get(Math.min(index + 1, history.size() - 1));
  }
}

package ai.organized.flywheel.demo;

import ai.organized.flywheel.account.AccountState;
import ai.organized.flywheel.account.Finding;
import ai.organized.flywheel.account.Findings;
import ai.organized.flywheel.account.SourceOutcomes;
import ai.organized.flywheel.account.SourceOutcomes.Outcome;
import ai.organized.flywheel.client.ClientId;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is known of a client's accounts, and what looks wrong in them. */
final class AccountLines {
  /** Findings shown of each client. */
  private static final int SHOWN = 4;

  private final Progress progress;
  private final PrintWriter out;

  AccountLines(Progress progress, PrintWriter out) {
    this.progress = progress;
    this.out = out;
  }

  /**
   * @return whether there is a state with something found in it
   */
  boolean show(ClientId client) {
    Transcript.await(() -> progress.account(client).filter(AccountLines::hasFindings).isPresent());
    Optional<AccountState> state = progress.account(client);
    if (state.isEmpty()) {
      line("Account state", "✗ none");
      return false;
    }
    List<Outcome> outcomes = SourceOutcomes.of(state.get().sources());
    line("Account state", "✓ " + state.get().version() + ", known: " + known(outcomes));
    outcomes.stream()
        .filter(outcome -> outcome.words().startsWith("unknown"))
        .forEach(outcome -> line("  " + outcome.source(), "◐ " + outcome.words()));
    List<Finding> findings = Findings.of(state.get().sources());
    findings.stream().limit(SHOWN).forEach(finding -> line("  Found", "! " + finding.words()));
    if (findings.size() > SHOWN) {
      line("  Found", "! [+" + (findings.size() - SHOWN) + " more]");
    }
    return !findings.isEmpty();
  }

  private static boolean hasFindings(AccountState state) {
    return !Findings.of(state.sources()).isEmpty();
  }

  private static String known(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.words().equals("ok"))
        .map(Outcome::source)
        .collect(Collectors.joining(", "));
  }

  private void line(String name, String value) {
    out.printf("  %-32s %s%n", name, value);
    out.flush();
  }
}

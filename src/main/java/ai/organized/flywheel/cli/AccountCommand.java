package ai.organized.flywheel.cli;

import picocli.CommandLine.Command;

/** Account state: what is known to be true in a client's accounts. */
@Command(
    name = "account",
    description = "Collects and shows what is true in a client's accounts.",
    subcommands = {
      AccountCollectCommand.class,
      AccountShowCommand.class,
      AccountDiffCommand.class,
      AccountInspectCommand.class
    })
final class AccountCommand {}

package ai.organized.flywheel.cli;

import picocli.CommandLine.Command;

/** Model versions: where they stand, and what a person may decide about them. */
@Command(
    name = "fine-tune",
    description = "Shows model versions, submits a failed training again, rolls back.",
    subcommands = {
      FineTuneStatusCommand.class,
      FineTuneSubmitCommand.class,
      FineTuneRollbackCommand.class
    })
final class FineTuneCommand {}

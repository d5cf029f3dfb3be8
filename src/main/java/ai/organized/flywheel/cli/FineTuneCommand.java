package ai.organized.flywheel.cli;

import picocli.CommandLine.Command;

/** Model versions: where they stand, and what a person may decide about them. */
@Command(
    name = "fine-tune",
    description = "Trains, judges and shows model versions; promotes, rolls back, cancels.",
    subcommands = {
      FineTuneSubmitCommand.class,
      FineTuneStatusCommand.class,
      FineTuneListCommand.class,
      FineTuneEvalCommand.class,
      FineTunePromoteCommand.class,
      FineTuneChallengeCommand.class,
      FineTuneCancelCommand.class,
      FineTuneRollbackCommand.class
    })
final class FineTuneCommand {}

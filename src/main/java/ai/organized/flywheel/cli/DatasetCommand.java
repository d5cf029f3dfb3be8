package ai.organized.flywheel.cli;

import picocli.CommandLine.Command;

/** Datasets: what is in them and what was left out. */
@Command(
    name = "dataset",
    description = "Builds datasets, checks and exports them, and shows what was left out.",
    subcommands = {
      DatasetBuildCommand.class,
      DatasetExportCommand.class,
      DatasetShowCommand.class,
      DatasetValidateCommand.class
    })
final class DatasetCommand {}

package ai.organized.flywheel.cli;

import picocli.CommandLine.Command;

/** Experiments in and out. */
@Command(
    name = "experiments",
    description = "Imports, exports and counts experiments.",
    subcommands = {
      ExperimentsImportCommand.class,
      ExperimentsExportCommand.class,
      ExperimentsCountCommand.class
    })
final class ExperimentsCommand {}

package ai.organized.flywheel.cli;

import picocli.CommandLine.Command;

/** API keys: who may ask, and for whom. */
@Command(
    name = "keys",
    description = "API keys of the HTTP server: adds, lists and removes them.",
    subcommands = {KeysAddCommand.class, KeysListCommand.class, KeysRemoveCommand.class})
final class KeysCommand {}

package ai.organized.flywheel.cli;

import ai.organized.flywheel.failure.FailureException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** The command line; exit code 0 done, 1 failed, 2 wrong usage. */
@Command(
    name = "flywheel",
    description = "Turns an agency's daily work into a model per client.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ExperimentsCommand.class,
      AccountCommand.class,
      DatasetCommand.class,
      FineTuneCommand.class,
      CycleCommand.class,
      LogCommand.class,
      KeysCommand.class,
      OpenClawCommand.class,
      BenchCommand.class,
      CdsTrainingCommand.class,
      HelpCommand.class
    })
public final class Flywheel {

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new CommandLine(new Flywheel())
        // JSON and our own signs are UTF-8 in any locale, also where there is none
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Flywheel::explain)
        .execute(args);
  }

  /** A failure that we know says all there is to say; anything else shows where it came from. */
  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult args) {
    if (FullDisk.isBehind(failure)) {
      command.getErr().println(FullDisk.MESSAGE);
    } else if (failure instanceof FailureException known) {
      command.getErr().println(known.getMessage());
    } else {
      failure.printStackTrace(command.getErr());
    }
    return 1;
  }
}

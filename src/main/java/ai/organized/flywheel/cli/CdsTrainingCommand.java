package ai.organized.flywheel.cli;

import ai.organized.flywheel.demo.Demo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Uses what the other commands use and ends, so that the launcher can keep an archive of the loaded
 * classes.
 */
@Command(name = "cds-training", hidden = true, description = "Loads classes and ends.")
final class CdsTrainingCommand implements Callable<Integer> {
  private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());

  @Override
  public Integer call() throws IOException {
    try (Demo demo = Demo.start(Home.folder(), null)) {
      demo.drop("rtt");
      boolean answered = demo.transcript(NOWHERE).awaitAnswer("rtt");
      try (Store store = Store.open(demo.settings())) {
        RegistryTable.print(NOWHERE, store.statuses());
      }
      return answered ? 0 : 1;
    }
  }
}

package ai.organized.flywheel.cli;

import ai.organized.flywheel.account.gtm.GtmExport;
import ai.organized.flywheel.account.gtm.GtmExportReader;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code account inspect FILE}: what is read of a container export; nothing is kept. */
@Command(name = "inspect", description = "Shows what is read of a Tag Manager export.")
final class AccountInspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the export; - is the standard input")
  String file;

  @Option(names = "--json", description = "print it as JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    InspectedExport inspected = InspectedExport.of(read());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(inspected.json()));
    } else {
      inspected.print(out);
    }
    return 0;
  }

  private GtmExport read() {
    boolean fromInput = file.equals("-");
    String name = fromInput ? "from the standard input" : Path.of(file).getFileName().toString();
    try (InputStream in = fromInput ? System.in : Files.newInputStream(Path.of(file))) {
      return new GtmExportReader().read(name, in);
    } catch (NoSuchFileException e) {
      throw new RefusedException("no_file", "there is no file " + file + "; name an export");
    } catch (IOException e) {
      throw new RefusedException(
          "unreadable_file", "cannot read " + file + ": " + e.getMessage() + "; name an export");
    }
  }
}

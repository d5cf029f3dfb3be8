package ai.organized.flywheel.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One small file of every foreign format. */
final class Samples {
  private Samples() {}

  static String text(String name) {
    try {
      return Files.readString(Path.of("data/samples/formats", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package ai.organized.flywheel.experiment.drop;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was handed in.
 *
 * @param file where the bytes lie, for a format that cannot be read front to back; its name and its
 *     folder say nothing
 */
public record Drop(InputStream in, Optional<Path> file) {
  public static Drop posted(InputStream in) {
    return new Drop(in, Optional.empty());
  }

  /**
   * @param in the bytes of that file
   */
  public static Drop file(Path file, InputStream in) {
    return new Drop(in, Optional.of(file));
  }
}

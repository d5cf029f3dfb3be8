package ai.organized.flywheel.settings;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A file of names and values, as {@link Properties} has it. */
final class PropertiesFile {
  private PropertiesFile() {}

  /**
   * Empty when there is no such file.
   *
   * @throws RefusedException when it cannot be understood
   */
  static Properties read(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IllegalArgumentException e) { // a \\u that is no character
        throw new RefusedException(
            "settings",
            file + " cannot be read: " + e.getMessage() + "; write \\\\ for a backslash");
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    return properties;
  }
}

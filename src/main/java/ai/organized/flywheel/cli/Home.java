package ai.organized.flywheel.cli;

import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.SettingsReader;
import java.nio.file.Path;

/** The installation: the folder that holds {@code routes/} and {@code config/}. */
final class Home {
  private Home() {}

  /** Named by the launcher; without it the working directory. */
  static Path folder() {
    return Path.of(System.getProperty("flywheel.home", "")).toAbsolutePath().normalize();
  }

  static Settings settings() {
    return SettingsReader.read(folder(), System.getenv());
  }
}

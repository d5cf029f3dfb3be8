package ai.organized.flywheel.settings;

import ai.organized.flywheel.failure.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the settings, collected so that it can be said at once. */
final class Problems {
  private final List<String> lines = new ArrayList<>();

  void add(String line) {
    lines.add(line);
  }

  void refuseIfAny() {
    if (!lines.isEmpty()) {
      throw new RefusedException(
          "settings",
          "the settings have "
              + (lines.size() == 1 ? "a problem" : lines.size() + " problems")
              + ":\n  "
              + String.join("\n  ", lines)
              + "\nEdit config/application.properties or the environment, then start again.");
    }
  }
}

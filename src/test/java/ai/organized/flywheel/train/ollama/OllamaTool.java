package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.sandbox.ollama.cli.OllamaCommand;
import java.nio.file.Path;

/** The sandbox's {@code ollama} as a script for a PATH. */
final class OllamaTool {
  private OllamaTool() {}

  static String script() {
    return "#!/bin/sh\nexec '"
        + Path.of(System.getProperty("java.home"), "bin", "java")
        + "' -Xmx64m -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
        + System.getProperty("java.class.path")
        + "' "
        + OllamaCommand.class.getName()
        + " \"$@\"\n";
  }
}

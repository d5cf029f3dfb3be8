package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.train.ssh.CommandResult;
import java.util.regex.Pattern;

/** What the command {@code ollama} says went wrong, among the progress that it draws on stderr. */
final class ErrorLine {
  private static final Pattern DRAWING = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");
  private static final String BEGIN = "Error: ";

  private ErrorLine() {}

  /** Its last error; without one, how it ended. */
  static String of(CommandResult result) {
    String error = "";
    for (String line : DRAWING.matcher(result.err()).replaceAll("\n").lines().toList()) {
      if (line.startsWith(BEGIN)) {
        error = line.substring(BEGIN.length());
      }
    }
    return error.isEmpty() ? "it ended with code " + result.exitCode() : error;
  }
}

package ai.organized.flywheel.sandbox.mlx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the part of YAML that a config file of {@code mlx_lm.lora} is written in: one value a line,
 * one level of indented values, comments. Anything else is refused, as a typo would be.
 *
 * <p>Numbers are recognised as the real program does, which adds to PyYAML that {@code 1e-5} is
 * one.
 */
final class ConfigFile {
  private static final Pattern LINE =
      Pattern.compile("( *)([A-Za-z_][A-Za-z0-9_]*):(?: +(.*?))? *");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern REAL =
      Pattern.compile("[-+]?[0-9]+\\.[0-9]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+");

  private ConfigFile() {}

  static Map<String, Object> read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw ToolExit.python(
          "FileNotFoundError", "[Errno 2] No such file or directory: '" + file + "'");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Object> inner = values;
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      Matcher match = LINE.matcher(line);
      if (!match.matches()) {
        throw ToolExit.python("yaml.scanner.ScannerError", "could not find expected ':'");
      }
      Map<String, Object> into = match.group(1).isEmpty() ? values : inner;
      if (match.group(3) == null) {
        inner = new LinkedHashMap<>();
        into.put(match.group(2), inner);
      } else {
        into.put(match.group(2), scalar(match.group(3)));
      }
    }
    return values;
  }

  private static Object scalar(String text) {
    if (text.startsWith("\"")) {
      return Quoted.read(text);
    }
    if (WHOLE.matcher(text).matches()) {
      return Long.valueOf(text);
    }
    if (REAL.matcher(text).matches()) {
      return Double.valueOf(text);
    }
    return switch (text) {
      case "true", "True", "yes", "on" -> true;
      case "false", "False", "no", "off" -> false;
      default -> text;
    };
  }
}

package ai.organized.flywheel.sandbox.mlx;

import java.util.List;
import java.util.Locale;

/**
 * One option of a command line.
 *
 * @param flag for instance {@code --batch-size}
 * @param choices what it may be; empty when anything goes
 */
record Option(String flag, Kind kind, List<String> choices) {
  enum Kind {
    SWITCH,
    TEXT,
    WHOLE,
    REAL
  }

  static Option toggle(String flag) {
    return new Option(flag, Kind.SWITCH, List.of());
  }

  static Option text(String flag, String... choices) {
    return new Option(flag, Kind.TEXT, List.of(choices));
  }

  static Option whole(String flag) {
    return new Option(flag, Kind.WHOLE, List.of());
  }

  static Option real(String flag) {
    return new Option(flag, Kind.REAL, List.of());
  }

  /** Its name in Python and in the config file. */
  String key() {
    return flag.substring(2).replace('-', '_');
  }

  String usage() {
    if (kind == Kind.SWITCH) {
      return "[" + flag + "]";
    }
    String value =
        choices.isEmpty() ? key().toUpperCase(Locale.ROOT) : "{" + String.join(",", choices) + "}";
    return "[" + flag + " " + value + "]";
  }

  /** What was typed as a value, or the end of the program. */
  Object read(String typed) {
    if (!choices.isEmpty() && !choices.contains(typed)) {
      throw new IllegalArgumentException(
          "invalid choice: '"
              + typed
              + "' (choose from "
              + String.join(", ", choices.stream().map(each -> "'" + each + "'").toList())
              + ")");
    }
    try {
      return switch (kind) {
        case WHOLE -> Long.valueOf(typed);
        case REAL -> Double.valueOf(typed);
        default -> typed;
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "invalid " + (kind == Kind.WHOLE ? "int" : "float") + " value: '" + typed + "'", e);
    }
  }
}

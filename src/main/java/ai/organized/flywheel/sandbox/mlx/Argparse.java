package ai.organized.flywheel.sandbox.mlx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A command line as Python's argparse reads it: what it does not know ends it with exit code 2. */
record Argparse(String program, String description, List<Option> options) {

  /**
   * What was typed, by key; what was not typed is not there.
   *
   * @throws ToolExit for {@code --help}, and for what argparse refuses
   */
  Map<String, Object> read(List<String> arguments) {
    Map<String, Object> read = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String[] typed = arguments.get(i).split("=", 2);
      if (typed[0].equals("-h") || typed[0].equals("--help")) {
        System.out.println(usage() + "\n\n" + description);
        throw new ToolExit(0, "");
      }
      Option option = named(typed[0]).orElseThrow(() -> unknown(typed[0]));
      boolean inSameWord = typed.length == 2;
      if (option.kind() == Option.Kind.SWITCH) {
        if (inSameWord) {
          throw refused(option, "ignored explicit argument '" + typed[1] + "'");
        }
        read.put(option.key(), true);
      } else if (inSameWord) {
        read.put(option.key(), value(option, typed[1]));
      } else if (i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--")) {
        throw refused(option, "expected one argument");
      } else {
        i++;
        read.put(option.key(), value(option, arguments.get(i)));
      }
    }
    return read;
  }

  private Object value(Option option, String typed) {
    try {
      return option.read(typed);
    } catch (IllegalArgumentException e) {
      throw refused(option, e.getMessage());
    }
  }

  private Optional<Option> named(String flag) {
    String wanted = flag.equals("-c") ? "--config" : flag;
    return options.stream().filter(option -> option.flag().equals(wanted)).findFirst();
  }

  private ToolExit unknown(String typed) {
    return new ToolExit(2, usage() + "\n" + program + ": error: unrecognized arguments: " + typed);
  }

  private ToolExit refused(Option option, String why) {
    return new ToolExit(
        2, usage() + "\n" + program + ": error: argument " + option.flag() + ": " + why);
  }

  private String usage() {
    return "usage: "
        + program
        + " [-h] "
        + options.stream().map(Option::usage).collect(Collectors.joining(" "));
  }
}

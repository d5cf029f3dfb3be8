package ai.organized.flywheel.experiment.drop;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names over a table, in lower case; unknown ones are welcome. */
record TableColumns(List<String> names) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9 _./()%-]{0,60}");

  static TableColumns of(String line) {
    return new TableColumns(
        Arrays.stream(line.split("\t", -1)).map(n -> n.strip().toLowerCase(Locale.ROOT)).toList());
  }

  boolean areNames() {
    return names.size() > 1 && names.stream().allMatch(name -> NAME.matcher(name).matches());
  }

  boolean areOfExperiments() {
    return names.containsAll(List.of("status", "description"))
        || names.containsAll(List.of("problem", "solution"));
  }

  /** In the older dialect there is no iteration 0: the first row is the baseline. */
  boolean beginWithTheBaseline() {
    return names.get(0).equals("commit") && !names.contains("iteration");
  }

  /** What was measured: {@code metric}, or, in the older dialect, what stands after the commit. */
  Optional<String> metric() {
    if (names.contains("metric")) {
      return Optional.of("metric");
    }
    return names.size() > 1 && beginWithTheBaseline() && !names.get(1).equals("status")
        ? Optional.of(names.get(1))
        : Optional.empty();
  }
}

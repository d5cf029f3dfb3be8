package ai.organized.flywheel.experiment.drop;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many trials ended how. */
final class OutcomeCount {
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

  void add(Outcome outcome) {
    counts.merge(outcome, 1L, Long::sum);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** "1 baseline, 3 kept, 2 failed". */
  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}

package ai.organized.flywheel.bench;

import java.util.List;

/** The middle of an odd number of measurements. */
final class Median {
  private Median() {}

  static double of(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}

package ai.organized.flywheel.bench.gateway;

import java.util.List;

/** The median of an odd number of values. */
final class Middle {
  private Middle() {}

  static double of(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}

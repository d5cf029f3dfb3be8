package ai.organized.flywheel.experiment.drop;

import java.util.OptionalDouble;

/** Which way a metric gets better. */
enum MetricDirection {
  HIGHER_IS_BETTER("higher is better"),
  LOWER_IS_BETTER("lower is better"),
  UNKNOWN("which way is better is not said");

  private final String said;

  MetricDirection(String said) {
    this.said = said;
  }

  /**
   * @param declared as in {@code # metric_direction: lower_is_better}
   */
  static MetricDirection of(String declared) {
    return switch (declared) {
      case "higher_is_better" -> HIGHER_IS_BETTER;
      case "lower_is_better" -> LOWER_IS_BETTER;
      default -> UNKNOWN;
    };
  }

  /** Bits per byte on the validation set: the one metric that autoresearch itself defines. */
  static MetricDirection byDefinition(String metric) {
    return metric.equals("val_bpb") ? LOWER_IS_BETTER : UNKNOWN;
  }

  /** Empty when nobody said which way is better. */
  OptionalDouble better(OptionalDouble one, double other) {
    return switch (this) {
      case HIGHER_IS_BETTER -> OptionalDouble.of(Math.max(one.orElse(other), other));
      case LOWER_IS_BETTER -> OptionalDouble.of(Math.min(one.orElse(other), other));
      case UNKNOWN -> OptionalDouble.empty();
    };
  }

  @Override
  public String toString() {
    return said;
  }
}

package ai.organized.flywheel.drift;

import ai.organized.flywheel.telemetry.LiveAnswer;
import java.util.List;

/**
 * How a version did, the oldest first.
 *
 * @param answers its own and those given in its place
 * @param said of its answers, 0 to 1
 */
record Live(List<LiveAnswer> answers, List<Double> said) {
  List<LiveAnswer> counted() {
    return answers.stream().filter(LiveAnswer::counts).toList();
  }

  List<Double> lengths() {
    return answers.stream()
        .filter(a -> !a.fallback() && a.counts() && !a.failed() && a.tokens().isPresent())
        .map(a -> (double) a.tokens().getAsLong())
        .toList();
  }
}

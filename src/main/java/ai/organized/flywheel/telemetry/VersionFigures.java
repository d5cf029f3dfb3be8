package ai.organized.flywheel.telemetry;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a version does in use. What nothing is known of is empty, not zero.
 *
 * @param version empty: only fallbacks answered
 * @param answers that callers were given, fallbacks in the version's place among them
 * @param errorRate share that failed, of those that say something of the model
 * @param fallbackRate share that something else answered, of the same
 * @param acceptance mean of what was said of its answers, 0 to 1
 * @param said of how many answers something was said
 * @param tokens median length of an answer
 * @param latencyMs median until the last byte
 * @param slowMs the 95th of a hundred
 */
public record VersionFigures(
    Optional<Integer> version,
    int answers,
    OptionalDouble errorRate,
    OptionalDouble fallbackRate,
    OptionalDouble acceptance,
    int said,
    OptionalDouble tokens,
    OptionalDouble latencyMs,
    OptionalDouble slowMs) {}

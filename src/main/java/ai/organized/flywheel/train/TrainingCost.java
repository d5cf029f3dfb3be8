package ai.organized.flywheel.train;

import java.util.OptionalDouble;

/**
 * What a training is expected to cost.
 *
 * @param usd empty: not known, which is not free
 * @param words how it comes about, or why it is not known
 */
public record TrainingCost(OptionalDouble usd, String words) {}

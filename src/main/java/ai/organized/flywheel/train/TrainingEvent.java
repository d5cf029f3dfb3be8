package ai.organized.flywheel.train;

import java.time.Instant;

/**
 * What a provider told of a training.
 *
 * @param id tells it from all others of the same job
 * @param level {@code info}, {@code warn} or {@code error}
 * @param message one line, cleaned of what looks like a secret
 */
public record TrainingEvent(String id, Instant at, String level, String message) {}

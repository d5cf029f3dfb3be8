package ai.organized.flywheel.registry;

import ai.organized.flywheel.client.ClientId;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of a client's model; its number is that of the dataset it was trained on.
 *
 * @param track {@code a} remote provider, {@code b} own hardware
 * @param evalScore share of the holdout it recalled, 0 to 1
 * @param reason why it stands where it stands, in words
 * @param removingAt since when its model is being removed to make room, and nobody goes back to it;
 *     empty: it is not
 * @param removedAt when its server had confirmed that the model is gone; empty: it has not
 */
public record ModelVersion(
    ClientId client,
    int version,
    String track,
    String provider,
    String baseModel,
    Optional<String> modelId,
    ModelState state,
    Optional<Double> evalScore,
    Optional<String> reason,
    Instant createdAt,
    Optional<Instant> removingAt,
    Optional<Instant> removedAt) {}

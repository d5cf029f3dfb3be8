package ai.organized.flywheel.audit;

import ai.organized.flywheel.client.ClientId;
import java.time.Instant;
import java.util.Optional;

/**
 * One decision.
 *
 * @param actor {@code flywheel} for the loop, else who asked
 * @param action as a word
 * @param detail why, in words
 */
public record AuditEntry(
    Instant at,
    String actor,
    String action,
    Optional<ClientId> client,
    Optional<Integer> version,
    String detail) {}

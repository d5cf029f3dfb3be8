package ai.organized.flywheel.experiment;

import java.util.List;
import java.util.UUID;

/**
 * What became of a batch.
 *
 * @param added rows that are new
 * @param known rows that were there already, with the same content
 * @param conflicts ids that were there already with another content or client; the first stays
 */
public record Saved(int added, int known, List<UUID> conflicts) {}

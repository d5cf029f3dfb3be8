package ai.organized.flywheel.cli;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.registry.ModelVersion;
import java.util.List;
import java.util.Optional;

/**
 * Where a client stands.
 *
 * @param versions the newest first
 * @param lastAnswer what the cycle answered when it was last asked
 */
record ClientStatus(ClientId client, List<ModelVersion> versions, Optional<String> lastAnswer) {}

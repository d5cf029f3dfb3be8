package ai.organized.flywheel.experiment;

import ai.organized.flywheel.client.ClientId;
import java.util.Optional;

/**
 * How a drop is meant.
 *
 * @param client fills a missing client and never overrides one
 */
public record ImportOptions(Optional<ClientId> client, Scale scale) {
  public static final ImportOptions DEFAULT = new ImportOptions(Optional.empty(), Scale.UNIT);
}

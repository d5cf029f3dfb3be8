package ai.organized.flywheel.drift;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.registry.ModelVersion;
import java.time.Instant;

/**
 * A version that answers.
 *
 * @param since when it was promoted, or gone back to
 */
record ActiveVersion(ModelVersion model, Instant since) {
  ClientId client() {
    return model.client();
  }

  int version() {
    return model.version();
  }

  /** For people: {@code hre v3}. */
  String name() {
    return client() + " v" + version();
  }
}

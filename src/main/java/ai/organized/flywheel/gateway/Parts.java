package ai.organized.flywheel.gateway;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.serve.FindEmbedder;
import ai.organized.flywheel.serve.Servings;
import ai.organized.flywheel.telemetry.Telemetry;
import java.time.Clock;

/**
 * Whom the gateway asks and tells.
 *
 * @param embedders asked beside the event loop
 */
public record Parts(
    Servings servings, Embedders embedders, Telemetry telemetry, Limits limits, Clock clock) {
  /** As {@link ai.organized.flywheel.serve.FindEmbedder} does. */
  @FunctionalInterface
  public interface Embedders {
    /**
     * @param model that the caller names, or null
     */
    FindEmbedder.Embedder of(ClientId client, String model);
  }
}

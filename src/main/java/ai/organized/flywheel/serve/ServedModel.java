package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import java.net.URI;

/**
 * Where a client's question goes.
 *
 * @param upstream address of the chat completions
 * @param authorization header value for it
 */
public record ServedModel(
    ClientId client,
    int version,
    URI upstream,
    String authorization,
    String modelId,
    String systemPrompt) {

  @Override
  public String toString() {
    return client + " v" + version + " at " + upstream.getAuthority();
  }
}

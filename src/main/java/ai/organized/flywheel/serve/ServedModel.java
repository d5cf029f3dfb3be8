package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;

/**
 * Where a client's question goes.
 *
 * @param place address of the chat completions, and how it is authorized
 */
public record ServedModel(
    ClientId client, int version, ModelPlace place, String modelId, String systemPrompt) {

  @Override
  public String toString() {
    return client + " v" + version + " at " + place;
  }
}

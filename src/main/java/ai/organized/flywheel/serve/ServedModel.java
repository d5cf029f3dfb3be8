package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import java.util.Optional;

/**
 * Where a client's question goes.
 *
 * @param version of model and dataset; empty: a fallback
 * @param track {@code a} or {@code b}; empty: a fallback
 * @param fallback empty: a model of the client's own
 * @param place address of the chat completions, and how it is authorized
 */
public record ServedModel(
    ClientId client,
    Optional<Integer> version,
    Optional<String> track,
    Arm arm,
    Optional<FallbackKind> fallback,
    String provider,
    ModelPlace place,
    String modelId,
    String systemPrompt) {

  @Override
  public String toString() {
    String name = version.map(number -> "v" + number).orElse(arm.word());
    return client + " " + name + " at " + place;
  }
}

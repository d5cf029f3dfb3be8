package ai.organized.flywheel.embed.choose;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.embed.Embedder;
import java.util.List;

/** An embedder with the threshold that the user set. */
record WithThreshold(Embedder embedder, double threshold) implements Embedder {
  @Override
  public String fingerprint() {
    return embedder.fingerprint();
  }

  @Override
  public List<float[]> embed(ClientId client, List<String> texts) {
    return embedder.embed(client, texts);
  }
}

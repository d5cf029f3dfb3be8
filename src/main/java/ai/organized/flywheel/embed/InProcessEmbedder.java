package ai.organized.flywheel.embed;

import ai.organized.flywheel.client.ClientId;
import java.util.List;

/** An embedder from which nothing leaves the process, so that it need not know whose text it is. */
public interface InProcessEmbedder extends Embedder {
  /** A vector of length 1, or all zeros for a text with no word in it. */
  float[] embed(String text);

  @Override
  default List<float[]> embed(ClientId client, List<String> texts) {
    return texts.stream().map(this::embed).toList();
  }
}

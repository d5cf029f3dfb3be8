package ai.organized.flywheel.embed;

import ai.organized.flywheel.client.ClientId;
import java.util.List;

/** Turns texts into vectors of unit length, so that nearness of meaning is a number. */
public interface Embedder {
  /**
   * Names method, model and version; what was made with different fingerprints is never compared.
   */
  String fingerprint();

  /** The cosine from which two answers say the same: a threshold belongs to a method. */
  double threshold();

  /**
   * One vector a text, in their order: of length 1, or all zeros for a text with no word in it.
   *
   * @param client whose texts they are; nothing leaves the user's network that must not
   * @throws ai.organized.flywheel.failure.UnavailableException when what is asked does not answer
   */
  List<float[]> embed(ClientId client, List<String> texts);
}

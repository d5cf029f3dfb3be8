package ai.organized.flywheel.embed;

/** Turns a text into a vector of unit length. */
public interface Embedder {
  /** Names method and version; scores made with different fingerprints are never compared. */
  String fingerprint();

  /** A vector of length 1, or all zeros for a text with no word in it. */
  float[] embed(String text);
}

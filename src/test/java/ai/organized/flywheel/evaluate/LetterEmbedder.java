package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.embed.Embedder;

/** One direction a letter from a to z, so that a cosine can be worked out by hand. */
final class LetterEmbedder implements Embedder {
  @Override
  public String fingerprint() {
    return "letters";
  }

  @Override
  public float[] embed(String text) {
    float[] vector = new float[26];
    double squares = 0;
    text.chars().forEach(letter -> vector[letter - 'a']++);
    for (float count : vector) {
      squares += (double) count * count;
    }
    for (int i = 0; i < vector.length && squares > 0; i++) {
      vector[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return vector;
  }
}

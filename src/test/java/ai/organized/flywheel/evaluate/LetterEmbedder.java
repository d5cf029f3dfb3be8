package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.embed.InProcessEmbedder;

/** One direction a letter from a to z, so that a cosine can be worked out by hand. */
final class LetterEmbedder implements InProcessEmbedder {
  @Override
  public String fingerprint() {
    return "letters";
  }

  @Override
  public double threshold() {
    return 1;
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

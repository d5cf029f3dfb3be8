package ai.organized.flywheel.embed;

/** Cosine similarity of unit vectors, 0 to 1 for vectors without negative parts. */
public final class Cosine {
  private Cosine() {}

  public static double of(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException("vectors of " + a.length + " and " + b.length + " parts");
    }
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return dot;
  }
}

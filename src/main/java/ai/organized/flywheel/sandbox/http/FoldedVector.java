package ai.organized.flywheel.sandbox.http;

/** A long vector added up into a shorter one, so that a stand-in has as many parts as a model. */
public final class FoldedVector {
  private FoldedVector() {}

  /**
   * @return of length 1, or all zeros when the long one is
   */
  public static float[] of(float[] vector, int parts) {
    double[] sums = new double[parts];
    for (int i = 0; i < vector.length; i++) {
      sums[i % parts] += vector[i];
    }
    double squares = 0;
    for (double sum : sums) {
      squares += sum * sum;
    }
    float[] folded = new float[parts];
    for (int i = 0; i < parts && squares > 0; i++) {
      folded[i] = (float) (sums[i] / Math.sqrt(squares));
    }
    return folded;
  }
}

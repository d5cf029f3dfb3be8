package ai.organized.flywheel.vectors;

import ai.organized.flywheel.failure.BrokenException;
import java.util.List;

/** The cosines between the vectors of two lists, in double precision; of equal ones exactly 1. */
public final class ExactCosine {
  private final List<float[]> left;
  private final List<float[]> right;
  private final double[] leftSquares;
  private final double[] rightSquares;

  /**
   * @throws BrokenException when the vectors differ in length or hold what is no number
   */
  public ExactCosine(List<float[]> left, List<float[]> right) {
    int length = left.isEmpty() || right.isEmpty() ? 0 : left.get(0).length;
    this.left = left;
    this.right = right;
    this.leftSquares = squares(left, length);
    this.rightSquares = left == right ? leftSquares : squares(right, length);
  }

  /** Between -1 and 1; not a number when one of the two is all zeros. */
  public double between(int leftPlace, int rightPlace) {
    // The root of a square is exact, so that equal vectors come out as 1 whatever their rounding.
    double lengths = Math.sqrt(leftSquares[leftPlace] * rightSquares[rightPlace]);
    double cosine = dot(left.get(leftPlace), right.get(rightPlace)) / lengths;
    return Math.max(-1, Math.min(1, cosine));
  }

  /** 0 for a vector of zeros. */
  public double lengthOfLeft(int place) {
    return Math.sqrt(leftSquares[place]);
  }

  /** 0 for a vector of zeros. */
  public double lengthOfRight(int place) {
    return Math.sqrt(rightSquares[place]);
  }

  private static double[] squares(List<float[]> vectors, int length) {
    double[] squares = new double[vectors.size()];
    for (int i = 0; i < squares.length; i++) {
      float[] vector = vectors.get(i);
      if (length > 0 && vector.length != length) {
        throw new BrokenException(
            "vectors of " + length + " and of " + vector.length + " parts cannot be compared");
      }
      squares[i] = dot(vector, vector);
      if (!Double.isFinite(squares[i])) {
        throw new BrokenException("a vector that is to be compared holds what is no number");
      }
    }
    return squares;
  }

  private static double dot(float[] a, float[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return dot;
  }
}

package ai.organized.flywheel.vectors;

import java.util.Arrays;
import java.util.List;

/**
 * Some vectors side by side in one flat array, part by part, each scaled to length 1.
 *
 * <p>One row against all of them is then a loop over neighbours in memory without a sum across it,
 * which the compiler turns into vector instructions; and the array stays in the processor's cache
 * from row to row.
 */
final class Columns {
  /** 256 of 384 parts are 384 KiB. A constant, or the compiler does not see that rows are apart. */
  private static final int STRIDE = 256;

  /** Parts that are added in one go, so that the sums are read and written less often. */
  private static final int LANES = 4;

  private final int width;
  private final float[] parts;
  private final float[] unitRow;
  private final float[] cosines = new float[STRIDE];
  private int ofSomeLength;

  /** The vectors from this place on, as many as there is room for. */
  Columns(List<float[]> vectors, ExactCosine exact, int from) {
    int padded = (vectors.get(from).length + LANES - 1) / LANES * LANES;
    this.width = Math.min(STRIDE, vectors.size() - from);
    this.parts = new float[padded * STRIDE];
    this.unitRow = new float[padded];
    for (int column = 0; column < width; column++) {
      put(vectors.get(from + column), exact.lengthOfRight(from + column), column);
    }
  }

  private void put(float[] vector, double length, int column) {
    double scale = scale(length);
    ofSomeLength += length > 0 ? 1 : 0;
    for (int part = 0; part < vector.length; part++) {
      parts[part * STRIDE + column] = (float) (vector[part] * scale);
    }
  }

  int width() {
    return width;
  }

  /** Columns that are not all zeros. */
  int ofSomeLength() {
    return ofSomeLength;
  }

  /**
   * The cosine of the row with each column, to some parts in a million; good until the next call.
   *
   * @param length of the row
   */
  float[] with(float[] row, double length) {
    double scale = scale(length);
    for (int part = 0; part < row.length; part++) {
      unitRow[part] = (float) (row[part] * scale);
    }
    Arrays.fill(cosines, 0);
    for (int part = 0; part < unitRow.length; part += LANES) {
      if (anyAt(part)) {
        add(cosines, parts, part * STRIDE, unitRow, part);
      }
    }
    return cosines;
  }

  /** Vectors of words are zero nearly everywhere. */
  private boolean anyAt(int part) {
    return unitRow[part] != 0
        || unitRow[part + 1] != 0
        || unitRow[part + 2] != 0
        || unitRow[part + 3] != 0;
  }

  /** A method of its own, so that it is compiled as the one hot loop it is. */
  private static void add(float[] sums, float[] parts, int at, float[] row, int part) {
    float a = row[part];
    float b = row[part + 1];
    float c = row[part + 2];
    float d = row[part + 3];
    for (int i = 0; i < STRIDE; i++) {
      sums[i] +=
          a * parts[at + i]
              + b * parts[at + STRIDE + i]
              + c * parts[at + 2 * STRIDE + i]
              + d * parts[at + 3 * STRIDE + i];
    }
  }

  /** Zeros stay zeros. */
  private static double scale(double length) {
    return length == 0 ? 0 : 1 / length;
  }
}

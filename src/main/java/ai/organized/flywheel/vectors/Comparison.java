package ai.organized.flywheel.vectors;

import java.util.List;

/** One run over the pairs of two lists. */
final class Comparison {
  /** By how much a sum in single precision is wrong at most, for each of its parts. */
  private static final double ERROR_PER_PART = 1.2e-7;

  private static final double LEAST_ERROR = 1e-5;

  private final List<float[]> left;
  private final List<float[]> right;
  private final double threshold;
  private final PairFound found;
  private final ExactCosine exact;
  private final double error;
  private int nearestLeft = -1;
  private int nearestRight = -1;
  private double nearest = -1;

  Comparison(List<float[]> left, List<float[]> right, double threshold, PairFound found) {
    this.left = left;
    this.right = right;
    this.threshold = threshold;
    this.found = found;
    this.exact = new ExactCosine(left, right);
    this.error = LEAST_ERROR + (right.isEmpty() ? 0 : right.get(0).length * ERROR_PER_PART);
  }

  /** Of a list with itself: the smaller place first. */
  void eachPairOnce() {
    nearest = 1; // nobody asks for it: only what is near is looked at
    Columns columns;
    for (int from = 0; from < right.size(); from += columns.width()) {
      columns = new Columns(right, exact, from);
      for (int row = 0; row < from + columns.width() - 1; row++) {
        compare(row, columns, from, Math.max(0, row + 1 - from));
      }
    }
  }

  CrossCompared eachWithEach() {
    long rows = rowsOfSomeLength();
    long compared = 0;
    Columns columns;
    for (int from = 0; rows > 0 && from < right.size(); from += columns.width()) {
      columns = new Columns(right, exact, from);
      compared += rows * columns.ofSomeLength();
      for (int row = 0; row < left.size(); row++) {
        compare(row, columns, from, 0);
      }
    }
    return new CrossCompared(compared, nearestLeft, nearestRight, nearest);
  }

  private long rowsOfSomeLength() {
    long rows = 0;
    for (int row = 0; row < left.size(); row++) {
      rows += exact.lengthOfLeft(row) > 0 ? 1 : 0;
    }
    return rows;
  }

  private void compare(int row, Columns columns, int from, int firstColumn) {
    double length = exact.lengthOfLeft(row);
    if (length == 0) {
      return;
    }
    float[] cosines = columns.with(left.get(row), length);
    double bound = Math.min(threshold, nearest) - error;
    for (int column = firstColumn; column < columns.width(); column++) {
      if (cosines[column] >= bound && exact.lengthOfRight(from + column) > 0) {
        look(row, from + column);
        bound = Math.min(threshold, nearest) - error;
      }
    }
  }

  private void look(int row, int column) {
    double cosine = exact.between(row, column);
    if (cosine >= threshold) {
      found.found(row, column, cosine);
    }
    if (cosine > nearest || (cosine == nearest && comesFirst(row, column))) {
      nearest = cosine;
      nearestLeft = row;
      nearestRight = column;
    }
  }

  /** Blocks are not in the order of places; the answer does not show it. */
  private boolean comesFirst(int row, int column) {
    return nearestLeft < 0 || row < nearestLeft || (row == nearestLeft && column < nearestRight);
  }
}

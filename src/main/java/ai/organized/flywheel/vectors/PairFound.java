package ai.organized.flywheel.vectors;

/** Is told of a pair that is near. */
@FunctionalInterface
public interface PairFound {
  /**
   * @param left place in the one list, from 0
   * @param right place in the other
   */
  void found(int left, int right, double cosine);
}

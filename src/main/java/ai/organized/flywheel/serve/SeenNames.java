package ai.organized.flywheel.serve;

import ai.organized.flywheel.failure.RefusedException;

/** Names that an object may give once. */
final class SeenNames {
  private int seen;

  /**
   * @param bit of its own for each name
   */
  void once(String name, int bit) {
    int mask = 1 << bit;
    if ((seen & mask) != 0) {
      throw new RefusedException(400, "duplicate_field", name + " is given twice; give it once");
    }
    seen |= mask;
  }
}

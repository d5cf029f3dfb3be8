package ai.organized.flywheel.drift;

/**
 * What one value says of a level that may have moved: its score in the reference, in the direction
 * that is watched, less half of the smallest move that matters.
 *
 * @param direction 1 for a rise, -1 for a fall
 * @param slack in deviations
 */
record LevelChange(Reference reference, int direction, double slack) {
  double step(double value) {
    return direction * reference.score(value) - slack;
  }
}

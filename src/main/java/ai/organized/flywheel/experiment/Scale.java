package ai.organized.flywheel.experiment;

/** How the scores of a batch are meant. */
public enum Scale {
  /** 0 to 1, as the record wants it. */
  UNIT(1),
  /** 0 to 100. */
  PERCENT(100);

  private final double whole;

  Scale(double whole) {
    this.whole = whole;
  }

  double toUnit(double score) {
    return score / whole;
  }
}

package ai.organized.flywheel.bench.gateway;

/**
 * One promise and what was measured of it.
 *
 * @param measured null: it could not be measured here
 * @param atLeast whether more is better
 */
public record Bar(String what, Double measured, double limit, boolean atLeast) {

  public boolean isHeld() {
    return measured != null && (atLeast ? measured >= limit : measured <= limit);
  }

  public boolean isMissed() {
    return measured != null && !isHeld();
  }

  /** {@code held}, {@code missed} or {@code not measured}. */
  public String word() {
    return measured == null ? "not measured" : isHeld() ? "held" : "missed";
  }
}

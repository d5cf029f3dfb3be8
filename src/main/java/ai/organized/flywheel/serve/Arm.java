package ai.organized.flywheel.serve;

import java.util.Locale;

/** Which of a client's models answers a request. */
public enum Arm {
  CHAMPION,
  CHALLENGER,
  /** Gets a copy, and its answer goes nowhere. */
  SHADOW,
  FALLBACK;

  /** As it stands in the header {@code x-arm} and in the table. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

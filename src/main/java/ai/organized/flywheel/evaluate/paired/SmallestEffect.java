package ai.organized.flywheel.evaluate.paired;

import java.util.OptionalDouble;

/** The smallest difference that so many questions can show at all, however well it goes. */
public final class SmallestEffect {
  private SmallestEffect() {}

  /**
   * The sign-flip test of m questions that all differ in one direction, each by one answer, gives
   * 0.5 to the power of m: five questions are needed for 0.05.
   *
   * @param samples answers to each question
   * @param significance the p-value to reach, for instance 0.05
   * @return a difference of recalls, above 0 and up to 1; empty when so few questions can show none
   */
  public static OptionalDouble of(int questions, int samples, double significance) {
    int needed = (int) Math.ceil(-Math.log(significance) / Math.log(2) - 1e-9);
    return needed > questions
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) needed / ((double) questions * samples));
  }
}

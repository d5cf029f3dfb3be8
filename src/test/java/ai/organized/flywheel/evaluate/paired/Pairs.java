package ai.organized.flywheel.evaluate.paired;

import java.util.List;

/** One answer to each question. */
final class Pairs {
  private Pairs() {}

  /**
   * @param worse questions that only the other model recalled
   * @param better questions that only the candidate recalled
   */
  static Differences of(int questions, int worse, int better) {
    return new Differences(1, List.of(worse, questions - worse - better, better));
  }
}

package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.evaluate.Scorecard.Row;
import ai.organized.flywheel.evaluate.paired.Differences;
import java.util.ArrayList;
import java.util.List;

/** By how much two scorecards differ, question by question. */
final class CompareCards {
  private CompareCards() {}

  /**
   * @throws IllegalArgumentException when they are of different questions or methods
   */
  static Differences of(Scorecard candidate, Scorecard other) {
    if (!candidate.fingerprint().equals(other.fingerprint())
        || candidate.samples() != other.samples()
        || !questions(candidate).equals(questions(other))) {
      throw new IllegalArgumentException("scorecards of different questions or methods");
    }
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < candidate.rows().size(); i++) {
      answers.add(candidate.rows().get(i).recalled() - other.rows().get(i).recalled());
    }
    return Differences.of(candidate.samples(), answers);
  }

  private static List<String> questions(Scorecard card) {
    return card.rows().stream().map(Row::experimentId).toList();
  }
}

package ai.organized.flywheel.dataset;

import ai.organized.flywheel.dataset.Split.Quarantined;
import java.util.List;
import java.util.Optional;

/**
 * Tells which question, if any, an example is a near-duplicate of: in its question or its answer.
 */
final class NearHoldout {
  private final List<Example> holdout;
  private final NearPairs questions;
  private final NearPairs answers;

  NearHoldout(List<Example> holdout, double threshold) {
    this.holdout = holdout;
    this.questions = new NearPairs(threshold);
    this.answers = new NearPairs(threshold);
    for (Example question : holdout) {
      questions.add(Shingles.of(question.question()), (number, similarity) -> {});
      answers.add(Shingles.of(question.answer()), (number, similarity) -> {});
    }
  }

  Optional<Quarantined> nearest(Example example) {
    Quarantined[] nearest = new Quarantined[1];
    compare(questions, example.question(), example, nearest);
    compare(answers, example.answer(), example, nearest);
    return Optional.ofNullable(nearest[0]);
  }

  private void compare(NearPairs texts, String text, Example example, Quarantined[] nearest) {
    texts.near(
        Shingles.of(text),
        (number, similarity) -> {
          if (nearest[0] == null || similarity > nearest[0].similarity()) {
            nearest[0] = new Quarantined(example, holdout.get(number).id(), similarity);
          }
        });
  }
}

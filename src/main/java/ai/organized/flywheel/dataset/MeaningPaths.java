package ai.organized.flywheel.dataset;

import ai.organized.flywheel.vectors.BlockedCosine;
import ai.organized.flywheel.vectors.CrossCompared;
import ai.organized.flywheel.vectors.NearPair;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The ways in which a line could mean what a question of the holdout, or its answer, means. Each
 * line is compared with each question, exactly, in both directions.
 */
final class MeaningPaths {
  /** Place of a line in its list, place of a question in its list, and how near. */
  interface Found {
    void at(Why why, int line, int question, double cosine);
  }

  private final Building building;
  private long compared;
  private NearPair nearest;

  MeaningPaths(Building building) {
    this.building = building;
  }

  void between(List<Example> lines, List<Example> questions, Found found) {
    List<float[]> question = vectors(lines, Example::question);
    List<float[]> answer = vectors(lines, Example::answer);
    List<float[]> itsQuestion = vectors(questions, Example::question);
    List<float[]> itsAnswer = vectors(questions, Example::answer);
    compare(Why.MEANS_QUESTION, question, itsQuestion, found);
    compare(Why.MEANS_ANSWER, answer, itsAnswer, found);
    compare(Why.MEANS_ANSWER_IN_QUESTION, question, itsAnswer, found);
    compare(Why.MEANS_QUESTION_IN_ANSWER, answer, itsQuestion, found);
  }

  private List<float[]> vectors(List<Example> examples, Function<Example, String> text) {
    return examples.stream().map(example -> building.vectors.get(text.apply(example))).toList();
  }

  private void compare(Why why, List<float[]> lines, List<float[]> questions, Found found) {
    CrossCompared crossed =
        BlockedCosine.cross(
            lines,
            questions,
            building.meaningThreshold,
            (line, question, cosine) -> found.at(why, line, question, cosine));
    compared += crossed.compared();
    if (crossed.left() >= 0 && (nearest == null || crossed.nearest() > nearest.cosine())) {
      nearest = new NearPair(crossed.left(), crossed.right(), crossed.nearest());
    }
  }

  long compared() {
    return compared;
  }

  /** The nearest pair that was met: places of a line and of a question in their lists. */
  Optional<NearPair> nearest() {
    return Optional.ofNullable(nearest);
  }
}

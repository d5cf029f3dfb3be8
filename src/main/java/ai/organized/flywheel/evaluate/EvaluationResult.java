package ai.organized.flywheel.evaluate;

import java.util.List;
import java.util.Optional;

/** What a comparison found. */
public sealed interface EvaluationResult {
  Comparison comparison();

  /**
   * The candidate did not come to the questions: an answer to a golden prompt is broken.
   *
   * @param evidence one sentence an answer: which prompt, what is wrong, how it begins
   */
  record Stopped(Comparison comparison, List<String> evidence) implements EvaluationResult {}

  /**
   * @param rival on the same questions; empty when the comparison has none, or it is gone
   * @param rivalUnknown why it could not be asked
   * @param baseline on the same questions; empty when it was not or could not be asked
   * @param baselineUnknown why it could not
   * @param judged what the judge model said; empty when none is set
   */
  record Scored(
      Comparison comparison,
      Scorecard candidate,
      Optional<Scorecard> rival,
      Optional<String> rivalUnknown,
      Optional<Scorecard> baseline,
      Optional<String> baselineUnknown,
      Optional<Judged> judged)
      implements EvaluationResult {}

  /**
   * How often the candidate's first answer is nearer to the reference, says a judge model that saw
   * each pair in either order; it stands beside the verdict and decides nothing.
   *
   * @param against what the other answers are of
   * @param ties where it said the same, nothing clear, or another thing in the other order
   * @param unknown why it could not be asked; the counts are then of no meaning
   */
  record Judged(
      String judge,
      Contestant.Role against,
      int wins,
      int losses,
      int ties,
      Optional<String> unknown) {}
}

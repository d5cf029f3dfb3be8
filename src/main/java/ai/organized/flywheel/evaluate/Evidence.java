package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.evaluate.EvaluationResult.Judged;
import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.evaluate.paired.PairedTest;
import java.util.List;
import java.util.Optional;

/**
 * What a verdict rests on.
 *
 * @param rulePassed whether the score alone is good enough: not below the champion's by more than
 *     the tolerance; without a champion, at the bar of a first model and above chance
 * @param champion against the version that answers
 * @param baseline against the untuned base with the same system prompt
 * @param baselineUnknown why there is no baseline; it then blocks nothing
 * @param broken golden prompts whose answers are broken: the holdout was then not asked
 * @param judged what the judge model said; it decides nothing
 * @param cards of all that were asked, with what their answers took
 */
public record Evidence(
    boolean rulePassed,
    Optional<PairedTest> champion,
    Optional<PairedTest> baseline,
    Optional<String> baselineUnknown,
    List<String> broken,
    Optional<Judged> judged,
    Optional<Scored> cards) {

  static Evidence ofBroken(List<String> broken) {
    return new Evidence(
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.copyOf(broken),
        Optional.empty(),
        Optional.empty());
  }
}

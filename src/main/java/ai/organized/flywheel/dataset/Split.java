package ai.organized.flywheel.dataset;

import java.util.List;

/**
 * Lines to train on, questions to ask, and examples that are neither because a question is too
 * near.
 *
 * @param quarantined kept away from training: near-duplicate of a question, or of its answer
 */
record Split(List<Example> train, List<Example> holdout, List<Quarantined> quarantined) {

  /**
   * @param question id of the question it is too near to
   */
  record Quarantined(Example example, String question, double similarity) {}
}

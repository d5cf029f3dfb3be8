package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.registry.ModelVersion;

/** What golden prompts showed of a model. */
public sealed interface Soundness {
  /** Every answer was one. */
  record Sound() implements Soundness {}

  /**
   * An answer is broken, whatever it should have said.
   *
   * @param evidence one sentence: which prompt, what is wrong, how the answer begins
   */
  record Broken(Flaw flaw, String evidence) implements Soundness {}

  /**
   * There was no answer, which says nothing of the model.
   *
   * @param reason as {@link ModelVersion}'s server or the egress guard has it
   */
  record Silent(String reason) implements Soundness {}
}

package ai.organized.flywheel.sandbox.openai;

/** Whoever answers under a model's name. */
@FunctionalInterface
public interface Voice {
  /**
   * @param system all system messages, a line break between two; may be empty
   * @param question what the user said last
   */
  String answer(String system, String question);
}

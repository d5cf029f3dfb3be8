package ai.organized.flywheel.evaluate;

/** The port to a model that answers. */
public interface AskModel {
  /**
   * @throws ai.organized.flywheel.failure.RefusedException with the code {@code model_not_found}
   *     when the server does not know the model, with another when it refuses the question
   * @throws ai.organized.flywheel.failure.UnavailableException when it does not answer now
   */
  Answer ask(Question question);
}

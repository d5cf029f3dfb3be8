package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.embed.InProcessEmbedder;
import ai.organized.flywheel.sandbox.answers.NearestAnswer;

/**
 * Knows nothing but what it is told: answers with the line of the system message that is nearest to
 * the question, and without a system message with general advice.
 *
 * <p>So a baseline can be measured that is neither nothing nor everything.
 */
public final class UntrainedModel implements Voice {
  private static final String ADVICE =
      "This is an untrained base model in a sandbox. It has seen no examples, so it can only give"
          + " general advice: check the configuration, compare it with the documentation, change"
          + " one thing at a time, and measure again.";

  private final InProcessEmbedder embedder;

  public UntrainedModel(InProcessEmbedder embedder) {
    this.embedder = embedder;
  }

  @Override
  public String answer(String system, String question) {
    return NearestAnswer.ofLines(embedder, system).to(question).orElse(ADVICE);
  }
}

package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.evaluate.ChatModels.Prompt;
import ai.organized.flywheel.evaluate.ChatModels.Said;
import java.util.Optional;

/** Asks a model as the gateway would: its own system prompt first, then the question. */
public final class AskByChat implements AskModel {
  private final ChatModels models;

  public AskByChat(ChatModels models) {
    this.models = models;
  }

  @Override
  public Answer ask(Question question) {
    Contestant asked = question.contestant();
    Said said =
        models.say(
            new Prompt(
                question.client(),
                asked.provider(),
                asked.modelId(),
                asked.systemPrompt(),
                question.text(),
                question.sampling().temperature(),
                Sampling.MOST_TOKENS,
                "asking question " + question.id()));
    boolean cutOff = said.finishReason().filter("length"::equals).isPresent();
    return new Answer(
        question,
        said.text(),
        FindFlaw.in(said.text(), said.declined(), cutOff),
        said.finishReason(),
        Optional.of(said.latencyMillis()),
        said.tokens());
  }
}

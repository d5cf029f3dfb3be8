package ai.organized.flywheel.train.openai;

import ai.organized.flywheel.evaluate.Answer;
import ai.organized.flywheel.evaluate.AskModel;
import ai.organized.flywheel.evaluate.Question;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.remote.openai.OpenAiReply;
import ai.organized.flywheel.serve.PromptFirst;
import ai.organized.flywheel.settings.Settings.OpenAi;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/** Chat completions, for evaluation. */
public final class OpenAiChat implements AskModel {
  private final OpenAi settings;

  public OpenAiChat(OpenAi settings) {
    this.settings = settings;
  }

  @Override
  public RemoteCall ask(Question question) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("temperature", 0);
    body.putArray("messages").addObject().put("role", "user").put("content", question.text());
    PromptFirst.apply(body, question.modelId(), question.systemPrompt());
    return RemoteCall.postJson(
            question.client(),
            URI.create(settings.baseUrl() + "/chat/completions"),
            settings.authorization(),
            body.toString())
        .authorizedBy(settings.authHeader())
        .until(ai.organized.flywheel.remote.Deadline.in(settings.timeout()));
  }

  /** A refusal or an empty answer is an answer: an empty text, which recalls nothing. */
  @Override
  public Answer readAnswer(Question question, RemoteReply reply) {
    try {
      String text =
          OpenAiReply.read("asking a holdout question", reply)
              .at("/choices/0/message/content")
              .asText("");
      return new Answer(question, text);
    } catch (RefusedException e) {
      // A model that was just trained is not known everywhere for some minutes.
      if (e.code().equals("model_not_found")) {
        throw new UnavailableException(e.getMessage());
      }
      throw e;
    }
  }
}

package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.evaluate.Answer.Tokens;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.remote.openai.OpenAiReply;
import ai.organized.flywheel.serve.ChatBody;
import ai.organized.flywheel.serve.LocalModels;
import ai.organized.flywheel.serve.ModelPlace;
import ai.organized.flywheel.serve.ModelPlaces;
import ai.organized.flywheel.serve.Opening;
import ai.organized.flywheel.serve.PromptFirst;
import ai.organized.flywheel.serve.ReadChatBody;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Chat completions as they are spoken by OpenAI, Together and Ollama, whole, one at a time. */
public final class ChatModels {
  private final ModelPlaces places;
  private final Function<RemoteCall, RemoteReply> send;
  private final LocalModels local;
  private final Duration longest;

  /**
   * @param clients say whose data may leave
   * @param send passes the egress guard
   * @param longest that an answer may take
   */
  public ChatModels(
      ModelPlaces places,
      Clients clients,
      Function<RemoteCall, RemoteReply> send,
      Duration longest) {
    this.places = places;
    this.send = send;
    this.local = new LocalModels(clients, send);
    this.longest = longest;
  }

  /**
   * @param client whose data it is
   * @param attempted for messages
   */
  record Prompt(
      ClientId client,
      String provider,
      String modelId,
      String system,
      String user,
      double temperature,
      int mostTokens,
      String attempted) {}

  /**
   * @param declined the model said that it would not answer, beside the text
   */
  record Said(
      String text,
      boolean declined,
      Optional<String> finishReason,
      long latencyMillis,
      Optional<Tokens> tokens) {}

  Said say(Prompt prompt) {
    ModelPlace place = places.of(prompt.provider());
    if (ModelPlaces.isOllama(prompt.provider())) {
      local.require(prompt.client(), prompt.modelId(), place);
    }
    RemoteCall call =
        RemoteCall.postJson(
                prompt.client(), place.chatCompletions(), place.authorization(), body(prompt))
            .authorizedBy(place.authHeader())
            .until(Deadline.in(longest));
    long began = System.nanoTime();
    RemoteReply reply = send.apply(call);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    return said(read(prompt, reply), millis);
  }

  private static String body(Prompt prompt) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("temperature", prompt.temperature());
    body.put("max_completion_tokens", prompt.mostTokens());
    body.putArray("messages").addObject().put("role", "user").put("content", prompt.user());
    ChatBody asked = ReadChatBody.read(body.toString().getBytes(StandardCharsets.UTF_8));
    Opening opening = Opening.of(prompt.provider(), prompt.modelId(), prompt.system());
    return new String(PromptFirst.apply(asked, opening), StandardCharsets.UTF_8);
  }

  private static JsonNode read(Prompt prompt, RemoteReply reply) {
    String attempted =
        prompt.attempted() + " (" + prompt.modelId() + " at " + prompt.provider() + ")";
    try {
      return OpenAiReply.read(attempted, reply);
    } catch (RefusedException e) {
      // OpenAI says so in a code as well, Ollama by the status alone.
      throw reply.status() == 404 ? new RefusedException("model_not_found", e.getMessage()) : e;
    }
  }

  private static Said said(JsonNode body, long millis) {
    JsonNode choice = body.at("/choices/0");
    JsonNode message = choice.path("message");
    String finish = choice.path("finish_reason").asText("");
    boolean declined =
        !message.path("refusal").asText("").isEmpty() || finish.equals("content_filter");
    return new Said(
        message.path("content").asText(""),
        declined,
        Optional.of(finish).filter(reason -> !reason.isEmpty()),
        millis,
        tokens(body.path("usage")));
  }

  private static Optional<Tokens> tokens(JsonNode usage) {
    JsonNode prompt = usage.path("prompt_tokens");
    JsonNode completion = usage.path("completion_tokens");
    return prompt.isIntegralNumber() && completion.isIntegralNumber()
        ? Optional.of(new Tokens(prompt.asLong(), completion.asLong()))
        : Optional.empty();
  }
}

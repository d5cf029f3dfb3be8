package ai.organized.flywheel.sandbox.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code POST /api/chat}, answered whole or one line a word. */
final class Chat {
  private final OllamaModels models;
  private final Answers answers;
  private final Clock clock;

  Chat(OllamaModels models, Answers answers, Clock clock) {
    this.models = models;
    this.answers = answers;
    this.clock = clock;
  }

  Reply answer(Request request) {
    Fields fields = Fields.of(request, "ChatRequest");
    OllamaModel model = requireChat(models, fields.text("model"));
    ArrayNode messages = messages(fields.list("messages", "[]api.Message"));
    boolean stream = fields.flag("stream", true);
    if (messages.isEmpty()) {
      return Reply.json(200, end(model, "", "load", 0, 0));
    }
    Conversation conversation = new Conversation(model, messages);
    int most = fields.object("options").path("num_predict").asInt(0);
    Spoken said = Spoken.of(answers.to(conversation), most);
    int words = conversation.length();
    if (!stream) {
      return Reply.json(200, end(model, said.text(), said.endReason(), words, said.words().size()));
    }
    List<byte[]> lines = new ArrayList<>();
    for (String word : said.words()) {
      lines.add(line(part(model, word, false)));
    }
    lines.add(line(end(model, "", said.endReason(), words, said.words().size())));
    return new Reply(200, "application/x-ndjson", Map.of(), lines, true);
  }

  static OllamaModel requireChat(OllamaModels models, String name) {
    if (name.isEmpty()) {
      throw OllamaError.badRequest("model is required");
    }
    OllamaModel model = models.require(name);
    if (model.embeds()) {
      throw OllamaError.badRequest("\"" + name + "\" does not support chat");
    }
    return model;
  }

  private static ArrayNode messages(ArrayNode sent) {
    for (JsonNode message : sent) {
      if (!message.path("content").isTextual() && !message.path("content").isMissingNode()) {
        throw OllamaError.wrongType(message.path("content"), "Message.messages.content", "string");
      }
    }
    return sent;
  }

  private ObjectNode part(OllamaModel model, String text, boolean done) {
    ObjectNode part =
        Json.object().put("model", model.name()).put("created_at", clock.instant().toString());
    part.putObject("message").put("role", "assistant").put("content", text);
    return part.put("done", done);
  }

  /** Durations in nanoseconds; they are made up. */
  private ObjectNode end(OllamaModel model, String text, String reason, int read, int written) {
    return part(model, text, true)
        .put("done_reason", reason)
        .put("total_duration", 120_000_000L)
        .put("load_duration", 20_000_000L)
        .put("prompt_eval_count", read)
        .put("prompt_eval_duration", 40_000_000L)
        .put("eval_count", written)
        .put("eval_duration", 60_000_000L);
  }

  private static byte[] line(ObjectNode part) {
    return (part + "\n").getBytes(UTF_8);
  }
}

package ai.organized.flywheel.sandbox.ollama;

import ai.organized.flywheel.sandbox.http.Ids;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /v1/chat/completions} and {@code /v1/models} as Ollama has them: what it does not know is
 * passed over, {@code max_completion_tokens} too; {@code max_tokens} counts.
 */
final class OpenAiChat {
  private final OllamaModels models;
  private final Answers answers;
  private final Clock clock;

  OpenAiChat(OllamaModels models, Answers answers, Clock clock) {
    this.models = models;
    this.answers = answers;
    this.clock = clock;
  }

  Reply answer(Request request) {
    Fields fields = Fields.of(request, "ChatCompletionRequest");
    ArrayNode sent = fields.list("messages", "[]openai.Message");
    if (sent.isEmpty()) {
      throw OllamaError.badRequest("[] is too short - 'messages'");
    }
    requireNumber(fields, "temperature");
    OllamaModel model = Chat.requireChat(models, fields.text("model"));
    Conversation conversation = new Conversation(model, messages(sent));
    int most = requireNumber(fields, "max_tokens").asInt(0);
    Spoken said = Spoken.of(answers.to(conversation), most);
    ObjectNode usage = usage(conversation.length(), said.words().size());
    if (!fields.flag("stream", false)) {
      return whole(model, said, usage);
    }
    boolean includeUsage = fields.object("stream_options").path("include_usage").asBoolean();
    return stream(model, said, includeUsage ? usage : null);
  }

  Reply list() {
    ObjectNode list = Json.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (OllamaModel model : models.all()) {
      data.addObject()
          .put("id", model.name())
          .put("object", "model")
          .put("created", now())
          .put("owned_by", "library");
    }
    return Reply.json(200, list);
  }

  private static JsonNode requireNumber(Fields fields, String name) {
    JsonNode value = fields.value(name);
    if (!value.isMissingNode() && !value.isNumber()) {
      throw OllamaError.wrongType(value, fields.type() + "." + name, "float64");
    }
    return value;
  }

  /** Content may be a text or a list of parts, of which only texts are taken here. */
  private static ArrayNode messages(ArrayNode sent) {
    ArrayNode messages = Json.object().putArray("messages");
    for (JsonNode message : sent) {
      messages
          .addObject()
          .put("role", message.path("role").asText())
          .put("content", text(message.path("content")));
    }
    return messages;
  }

  private static String text(JsonNode content) {
    if (content.isTextual() || content.isMissingNode() || content.isNull()) {
      return content.asText("");
    }
    if (!content.isArray()) {
      throw OllamaError.badRequest("invalid message content type: " + content.getNodeType());
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (!part.path("type").asText().equals("text")) {
        throw OllamaError.badRequest("invalid message format");
      }
      text.append(part.path("text").asText());
    }
    return text.toString();
  }

  private static ObjectNode usage(int read, int written) {
    return Json.object()
        .put("prompt_tokens", read)
        .put("completion_tokens", written)
        .put("total_tokens", read + written);
  }

  private Reply whole(OllamaModel model, Spoken said, ObjectNode usage) {
    ObjectNode body = head(model, "chat.completion");
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", said.text());
    choice.put("finish_reason", said.endReason());
    body.set("usage", usage);
    return Reply.json(200, body);
  }

  /** Unlike OpenAI's, every part names the role, and no part but the last has a usage. */
  private Reply stream(OllamaModel model, Spoken said, ObjectNode usage) {
    ObjectNode head = head(model, "chat.completion.chunk");
    List<String> events = new ArrayList<>();
    for (String word : said.words()) {
      events.add(part(head, word, null));
    }
    events.add(part(head, "", said.endReason()));
    if (usage != null) {
      ObjectNode last = head.deepCopy();
      last.putArray("choices");
      last.set("usage", usage);
      events.add(last.toString());
    }
    events.add("[DONE]");
    return Reply.events(events);
  }

  private static String part(ObjectNode head, String text, String endReason) {
    ObjectNode part = head.deepCopy();
    ObjectNode choice = part.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta").put("role", "assistant").put("content", text);
    choice.put("finish_reason", endReason);
    return part.toString();
  }

  private ObjectNode head(OllamaModel model, String object) {
    return Json.object()
        .put("id", Ids.next("chatcmpl-", 3))
        .put("object", object)
        .put("created", now())
        .put("model", model.name())
        .put("system_fingerprint", "fp_ollama");
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}

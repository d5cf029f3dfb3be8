package ai.organized.flywheel.bench.gateway;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Bodies as agents send them; the shape is what OpenClaw 2026.9.6 was seen to send. */
public final class ChatBody {
  private static final int TOOLS = 12;
  private static final String SENTENCE =
      "Before you change a tag, read the trigger it fires on and the variables it reads. ";

  private ChatBody() {}

  /** About half a kilobyte: one system and one user message. */
  public static ObjectNode small() {
    ObjectNode body = Json.STRICT.createObjectNode();
    body.put("model", "client-bench");
    ArrayNode messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", SENTENCE.repeat(2).strip());
    messages
        .addObject()
        .put("role", "user")
        .put("content", "PMAX shows $0 value since Monday. " + SENTENCE.strip());
    return body.put("temperature", 0.2).put("max_completion_tokens", 256);
  }

  /** About 50 kilobytes: contents are lists of parts, and there are twelve tools. */
  public static ObjectNode large() {
    ObjectNode body = Json.STRICT.createObjectNode();
    body.put("model", "client-bench");
    ArrayNode messages = body.putArray("messages");
    message(messages, "system", SENTENCE.repeat(330));
    message(messages, "user", SENTENCE.repeat(120));
    message(messages, "user", "PMAX shows $0 value since Monday.");
    ArrayNode tools = body.putArray("tools");
    for (int number = 0; number < TOOLS; number++) {
      ObjectNode tool = tools.addObject().put("type", "function").putObject("function");
      tool.put("name", "tool_" + number).put("description", SENTENCE.repeat(9).strip());
      ObjectNode parameters = tool.putObject("parameters").put("type", "object");
      parameters
          .putObject("properties")
          .putObject("path")
          .put("type", "string")
          .put("description", SENTENCE.strip());
      parameters.putArray("required").add("path");
    }
    return body.put("tool_choice", "auto").put("max_completion_tokens", 2048);
  }

  private static void message(ArrayNode messages, String role, String text) {
    messages
        .addObject()
        .put("role", role)
        .putArray("content")
        .addObject()
        .put("type", "text")
        .put("text", text.strip());
  }

  /** The same as a stream; {@code wish} is what the stub shall do, see {@link StubUpstream}. */
  static ObjectNode stream(ObjectNode body, Map<String, String> wish) {
    wish(body, wish).put("stream", true).putObject("stream_options").put("include_usage", true);
    return body;
  }

  static ObjectNode wish(ObjectNode body, Map<String, String> wish) {
    ObjectNode metadata = body.putObject("metadata").put("bench", "1");
    wish.forEach(metadata::put);
    return body;
  }
}

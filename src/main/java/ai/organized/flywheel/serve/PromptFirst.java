package ai.organized.flywheel.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Turns a caller's chat request into the one for a client's model: the model's own name, and the
 * system prompt of its dataset before every message of the caller. All else stays.
 */
public final class PromptFirst {
  private PromptFirst() {}

  /** Changes {@code request} in place. */
  public static ObjectNode apply(ObjectNode request, String modelId, String systemPrompt) {
    request.put("model", modelId);
    JsonNode messages = request.path("messages");
    ArrayNode all = request.arrayNode();
    all.addObject().put("role", "system").put("content", systemPrompt);
    messages.forEach(all::add);
    request.set("messages", all);
    return request;
  }
}

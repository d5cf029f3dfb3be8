package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.train.modelfile.Message;
import ai.organized.flywheel.train.modelfile.Modelfile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A Modelfile as {@code /api/create} takes it, and as {@code /api/show} tells of it. */
final class CreateBody {
  private CreateBody() {}

  /**
   * @param source {@code from} or {@code files} with its value
   */
  static ObjectNode of(String name, ObjectNode source, Modelfile model) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", name);
    body.setAll(source);
    if (!model.system().isEmpty()) {
      body.put("system", model.system());
    }
    if (!model.messages().isEmpty()) {
      body.set("messages", messages(model));
    }
    ObjectNode parameters = body.putObject("parameters");
    parameters.put("temperature", model.parameters().temperature());
    parameters.put("num_ctx", model.parameters().contextTokens());
    if (!model.parameters().stop().isEmpty()) {
      model.parameters().stop().forEach(parameters.putArray("stop")::add);
    }
    return body.put("stream", true);
  }

  /** Whether a model says of itself what this one would say of itself. */
  static boolean isShown(Modelfile model, JsonNode shown) {
    return shown.path("system").asText("").equals(model.system())
        && said(shown.path("messages")).equals(messages(model));
  }

  private static ArrayNode messages(Modelfile model) {
    ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    for (Message message : model.messages()) {
      messages.addObject().put("role", message.role().word()).put("content", message.text());
    }
    return messages;
  }

  /** Role and text alone, whatever else is told of a message. */
  private static ArrayNode said(JsonNode shown) {
    ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    for (JsonNode message : shown) {
      messages
          .addObject()
          .put("role", message.path("role").asText())
          .put("content", message.path("content").asText());
    }
    return messages;
  }
}

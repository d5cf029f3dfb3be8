package ai.organized.flywheel.sandbox.ollama;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The fields of a request's body, as Go reads them into a struct: a wrong type is refused, a field
 * that it does not know is passed over, null is an absent one. Names are the same in any case, and
 * of two the last counts.
 *
 * @param type name of the struct, for errors
 */
record Fields(ObjectNode body, String type) {

  static Fields of(Request request, String type) {
    if (request.body().length == 0) {
      throw OllamaError.badRequest("missing request body");
    }
    return new Fields(
        Json.readObject(request.body())
            .orElseThrow(() -> OllamaError.badRequest("invalid character in request body")),
        type);
  }

  /** Empty when it is absent. */
  String text(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return "";
    }
    if (!value.isTextual()) {
      throw wrongType(name, "string");
    }
    return value.textValue();
  }

  boolean flag(String name, boolean absent) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return absent;
    }
    if (!value.isBoolean()) {
      throw wrongType(name, "bool");
    }
    return value.booleanValue();
  }

  /** Empty when it is absent. */
  ObjectNode object(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return Json.object();
    }
    if (!(value instanceof ObjectNode object)) {
      throw wrongType(name, "map[string]interface {}");
    }
    return object;
  }

  /** Empty when it is absent. */
  ArrayNode list(String name, String wanted) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return Json.object().putArray(name);
    }
    if (!(value instanceof ArrayNode list)) {
      throw wrongType(name, wanted);
    }
    return list;
  }

  JsonNode value(String name) {
    JsonNode last = MissingNode.getInstance();
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      if (field.getKey().equalsIgnoreCase(name) && !field.getValue().isNull()) {
        last = field.getValue();
      }
    }
    return last;
  }

  private OllamaError wrongType(String name, String wanted) {
    return OllamaError.wrongType(value(name), type + "." + name, wanted);
  }
}

package ai.organized.flywheel.sandbox.ollama;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A refusal in Ollama's own words. */
final class OllamaError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  OllamaError(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static OllamaError badRequest(String message) {
    return new OllamaError(400, message);
  }

  static OllamaError notFound(String model) {
    return new OllamaError(404, "model '" + model + "' not found");
  }

  /**
   * As Go's decoder says it.
   *
   * @param field with the type it belongs to: {@code CreateRequest.model}
   */
  static OllamaError wrongType(JsonNode got, String field, String wanted) {
    String type = got.getNodeType().name().toLowerCase(Locale.ROOT);
    return badRequest(
        "json: cannot unmarshal " + type + " into Go struct field " + field + " of type " + wanted);
  }

  int status() {
    return status;
  }

  ObjectNode line() {
    return Json.object().put("error", getMessage());
  }

  Reply reply() {
    return Reply.json(status, line());
  }

  /** As the endpoints under {@code /v1} say it. */
  Reply openAiReply() {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("message", getMessage())
        .put("type", type())
        .putNull("param")
        .putNull("code");
    return Reply.json(status, body);
  }

  private String type() {
    return switch (status) {
      case 400 -> "invalid_request_error";
      case 404 -> "not_found_error";
      default -> "api_error";
    };
  }
}

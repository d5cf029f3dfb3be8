package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteReply;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Reads what Ollama answered. */
final class OllamaReply {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OllamaReply() {}

  /**
   * The body of a successful reply.
   *
   * @param attempted what was tried and where, for the message
   */
  static JsonNode object(String attempted, RemoteReply reply) {
    requireSuccess(attempted, reply);
    JsonNode body = parse(reply.body());
    if (!body.isObject()) {
      throw new UnavailableException(attempted + ": the answer is no JSON object");
    }
    return body;
  }

  static void requireSuccess(String attempted, RemoteReply reply) {
    if (reply.isSuccess()) {
      return;
    }
    boolean busy = reply.status() == 408 || reply.status() == 429 || reply.status() >= 500;
    throw OllamaFailure.of(
        attempted,
        "HTTP " + reply.status() + " " + parse(reply.body()).path("error").asText(""),
        !busy,
        reply.retryAfter());
  }

  /**
   * Reads a stream of progress to its end. What goes wrong after its first line comes as a line
   * with an error although the status is 200; and only a last line that says success is one.
   */
  static void requireDone(String attempted, RemoteReply reply) {
    requireSuccess(attempted, reply);
    List<String> lines = reply.body().lines().filter(line -> !line.isBlank()).toList();
    String last = "";
    for (String line : lines) {
      JsonNode progress = parse(line);
      if (!progress.isObject()) {
        throw new UnavailableException(attempted + ": the answer breaks off or is no JSON");
      }
      if (progress.hasNonNull("error")) {
        throw OllamaFailure.of(
            attempted, progress.path("error").asText(), false, reply.retryAfter());
      }
      last = progress.path("status").asText("");
    }
    if (!last.equals("success")) {
      throw new UnavailableException(
          attempted + ": the answer ended before it said success; it is tried again");
    }
  }

  /** A missing node for what is no JSON. */
  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}

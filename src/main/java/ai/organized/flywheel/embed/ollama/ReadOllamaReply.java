package ai.organized.flywheel.embed.ollama;

import ai.organized.flywheel.embed.QuoteServer;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteReply;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** What Ollama's statuses mean: 404 is a model it has not, 400 a request it cannot serve. */
final class ReadOllamaReply {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReadOllamaReply() {}

  /**
   * The body of a successful reply.
   *
   * @param sent what must not be repeated
   */
  static JsonNode read(String place, String model, List<String> sent, RemoteReply reply) {
    JsonNode body = parse(reply.body());
    String attempted = "Embedding with " + model + " by Ollama at " + place;
    if (reply.isSuccess()) {
      if (body.isObject() && !body.hasNonNull("error")) {
        return body;
      }
      throw new UnavailableException(attempted + ": the answer is no result");
    }
    String said =
        attempted
            + ": HTTP "
            + reply.status()
            + QuoteServer.of(body.path("error").asText(""), sent);
    if (reply.status() == 404 && body.path("error").isTextual()) {
      throw new RefusedException("model_not_found", said + ". Type: ollama pull " + model);
    }
    if (reply.status() == 408 || reply.status() == 429 || reply.status() >= 500) {
      throw new UnavailableException(said, reply.retryAfter().orElse(null));
    }
    throw new RefusedException(
        "embedder_refused",
        said
            + ". Check FLYWHEEL_EMBED_MODEL, and that FLYWHEEL_EMBED_URL or OLLAMA_HOST is Ollama");
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}

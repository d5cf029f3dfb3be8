package ai.organized.flywheel.embed.openai;

import ai.organized.flywheel.embed.QuoteServer;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteReply;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;

/** What the service's statuses and codes mean here: OpenAI's error code guide. */
final class ReadOpenAiReply {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A 429 that speaks of money is not busy but empty. */
  private static final Set<String> OUT_OF_MONEY =
      Set.of(
          "insufficient_quota",
          "credit_balance_exhausted",
          "organization_spend_limit_exceeded",
          "project_spend_limit_exceeded",
          "organization_usage_limit_exceeded");

  private ReadOpenAiReply() {}

  /**
   * The body of a successful reply.
   *
   * @param sent what must not be repeated
   */
  static JsonNode read(String place, String model, List<String> sent, RemoteReply reply) {
    JsonNode body = parse(reply.body());
    String attempted = "Embedding with " + model + " at " + place;
    if (reply.isSuccess()) {
      if (body.isObject()) {
        return body;
      }
      throw new UnavailableException(attempted + ": the answer is no JSON object");
    }
    JsonNode error = body.path("error");
    String code = error.path("code").asText("");
    String said =
        attempted
            + ": HTTP "
            + reply.status()
            + QuoteServer.of(error.path("message").asText(""), sent);
    boolean busy = reply.status() == 408 || reply.status() == 409 || reply.status() == 429;
    if (reply.status() >= 500 || (busy && !isOutOfMoney(error))) {
      throw new UnavailableException(said, reply.retryAfter().orElse(null));
    }
    throw new RefusedException(
        code.matches("[a-z0-9_]{1,60}") ? code : "embedder_refused",
        said + whatToType(reply.status(), busy));
  }

  private static String whatToType(int status, boolean outOfMoney) {
    if (outOfMoney) {
      return ". Top up the account, or set FLYWHEEL_EMBED_EMBEDDER=minilm";
    }
    return switch (status) {
      case 401, 403 -> ". Set FLYWHEEL_EMBED_API_KEY (or OPENAI_API_KEY) to a key that may do this";
      case 404 ->
          ". Set FLYWHEEL_EMBED_MODEL to a model for embeddings that this server has, and"
              + " FLYWHEEL_EMBED_URL to its address with /v1";
      default -> ". Check FLYWHEEL_EMBED_MODEL and FLYWHEEL_EMBED_URL";
    };
  }

  private static boolean isOutOfMoney(JsonNode error) {
    return OUT_OF_MONEY.contains(error.path("code").asText(""))
        || OUT_OF_MONEY.contains(error.path("type").asText(""));
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}

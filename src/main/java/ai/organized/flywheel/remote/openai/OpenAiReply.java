package ai.organized.flywheel.remote.openai;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.redact.Redactions;
import ai.organized.flywheel.remote.RemoteReply;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;

/**
 * The one place where the provider's codes become meanings.
 *
 * <p>Source: OpenAI's error code guide; a 429 that speaks of money is not busy but empty.
 */
public final class OpenAiReply {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> OUT_OF_MONEY =
      Set.of(
          "insufficient_quota",
          "credit_balance_exhausted",
          "organization_spend_limit_exceeded",
          "project_spend_limit_exceeded",
          "organization_usage_limit_exceeded");

  private OpenAiReply() {}

  /**
   * The body of a successful reply.
   *
   * @param attempted what was tried, for the message
   */
  public static JsonNode read(String attempted, RemoteReply reply) {
    JsonNode body = parse(reply.body());
    if (reply.isSuccess()) {
      if (body.isObject()) {
        return body;
      }
      throw new UnavailableException(attempted + ": the provider answered with no JSON object");
    }
    JsonNode error = body.path("error");
    String code = error.path("code").asText("");
    String said =
        attempted
            + ": HTTP "
            + reply.status()
            + " "
            + code
            + " "
            + quoted(error.path("message").asText(""));
    if (code.equals("training_not_available")) {
      throw new RefusedException(
          code,
          said
              + ". This provider trains no more models for this organisation; point"
              + " OPENAI_BASE_URL to another one that speaks its protocol, then: flywheel fine-tune"
              + " submit");
    }
    if (reply.status() == 401) {
      // Waits rather than ends: a key is changed, a job that was paid for is not lost.
      throw new UnavailableException(
          attempted + ": the provider refused the key; set OPENAI_API_KEY and start again");
    }
    boolean busy = reply.status() == 408 || reply.status() == 409 || reply.status() == 429;
    if (reply.status() >= 500 || (busy && !isOutOfMoney(error))) {
      throw new UnavailableException(said, reply.retryAfter().orElse(null));
    }
    throw new RefusedException(code.isEmpty() ? "provider_refused" : code, said);
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

  /** A provider may repeat what it was sent: cleaned first, then cut. */
  public static String quoted(String message) {
    String clean = new Redactions().clean(message);
    return clean.length() > 300 ? clean.substring(0, 300) + "…" : clean;
  }
}

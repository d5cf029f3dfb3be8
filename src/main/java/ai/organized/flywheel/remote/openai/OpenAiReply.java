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
  private static final int LONGEST_QUOTE = 300;

  private static final Set<String> OUT_OF_MONEY =
      Set.of(
          "insufficient_quota",
          "credit_balance_exhausted",
          "organization_spend_limit_exceeded",
          "project_spend_limit_exceeded",
          "organization_usage_limit_exceeded");

  /** Said with whatever status, it passes. */
  private static final Set<String> BUSY =
      Set.of("rate_limit_exceeded", "slow_down", "server_is_overloaded");

  private OpenAiReply() {}

  /**
   * The body of a successful reply.
   *
   * @param attempted what was tried, for the message
   */
  public static JsonNode read(String attempted, RemoteReply reply) {
    return read(attempted, reply, Advice.OPENAI);
  }

  /**
   * The same, where a refusal says what to do next.
   *
   * @param advice whose words it says that with
   */
  public static JsonNode read(String attempted, RemoteReply reply, Advice advice) {
    JsonNode body = parse(reply.body());
    if (reply.isSuccess()) {
      if (body.isObject()) {
        return body;
      }
      throw new UnavailableException(attempted + ": the provider answered with no JSON object");
    }
    JsonNode error = body.path("error");
    String code = code(error);
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
              + ". This provider trains no more models for this organisation. "
              + advice.elsewhere());
    }
    if (reply.status() == 401) {
      // Waits rather than ends: a key is changed, a job that was paid for is not lost.
      throw new UnavailableException(
          attempted + ": the provider refused the key; set " + advice.key() + " and start again");
    }
    boolean busy = reply.status() == 408 || reply.status() == 409 || reply.status() == 429;
    boolean passes = BUSY.contains(code) || (busy && !isOutOfMoney(error));
    if (reply.status() >= 500 || passes) {
      throw new UnavailableException(said, reply.retryAfter().orElse(null));
    }
    throw new RefusedException(code.isEmpty() ? "provider_refused" : code, advice.after(said));
  }

  /** Becomes part of a table and of messages: nothing but what a code is made of. */
  private static String code(JsonNode error) {
    String code = error.path("code").asText("");
    return code.matches("[A-Za-z0-9_.-]{1,60}") ? code : "";
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

  /** A provider may repeat what it was sent: cleaned first, then cut. In one line. */
  public static String quoted(String message) {
    String clean =
        new Redactions().clean(message).replaceAll("[\\p{Z}\\p{Cc}\\p{Cf}]+", " ").strip();
    return clean.length() > LONGEST_QUOTE ? clean.substring(0, LONGEST_QUOTE) + "…" : clean;
  }
}

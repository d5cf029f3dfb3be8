package ai.organized.flywheel.vectors.chroma;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.redact.Redactions;
import ai.organized.flywheel.remote.RemoteReply;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The one place where Chroma's statuses become meanings. Its errors are {@code {"error": kind,
 * "message": text}}; only a 413 is plain text.
 */
final class ChromaReply {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final int QUOTED = 200;

  private ChromaReply() {}

  /**
   * The body of a successful reply.
   *
   * @param attempted what was tried, for the message
   */
  static JsonNode read(String attempted, RemoteReply reply) {
    JsonNode body = parse(reply.body());
    if (reply.isSuccess()) {
      if (body.isMissingNode()) {
        throw unexpected(attempted, "no JSON");
      }
      return body;
    }
    String said = attempted + ": HTTP " + reply.status() + quoted(body);
    throw switch (reply.status()) {
      case 401, 403 ->
          new RefusedException(
              "chroma_forbidden",
              said + "; Flywheel sends Chroma no key: let CHROMA_URL name a server that asks none");
      case 404 ->
          // The collection was there a moment ago: somebody deleted it, the next try makes it anew.
          new UnavailableException(said);
      case 408, 429 -> new UnavailableException(said, reply.retryAfter().orElse(null));
      case 410 ->
          new RefusedException(
              "chroma_version",
              said + "; let CHROMA_URL name the server alone, without /api/v1 at its end");
      case 413 ->
          new RefusedException(
              "chroma_too_large",
              said
                  + "; raise max_payload_size_bytes in the server's config file (41943040 unless it"
                  + " is set)");
      default ->
          reply.status() >= 500
              ? new UnavailableException(said, reply.retryAfter().orElse(null))
              : new RefusedException("chroma_refused", said);
    };
  }

  /** For a reply that is not what the API promises. */
  static RefusedException unexpected(String attempted, String what) {
    return new RefusedException(
        "chroma_reply",
        attempted
            + ": the reply has "
            + what
            + "; let CHROMA_URL name a Chroma server of version 1.0 or newer");
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  /** A server may repeat what it was sent: cleaned first, then cut. */
  private static String quoted(JsonNode error) {
    String message = error.path("message").asText("");
    if (message.isEmpty()) {
      return "";
    }
    String clean = new Redactions().clean(message).replaceAll("\\p{Cc}+", " ");
    return ": " + (clean.length() > QUOTED ? clean.substring(0, QUOTED) + "…" : clean);
  }
}

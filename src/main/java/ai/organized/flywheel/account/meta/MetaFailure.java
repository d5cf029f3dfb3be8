package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.account.source.Excerpt;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.redact.Redactions;
import ai.organized.flywheel.remote.RemoteReply;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * The one place where Meta's error codes become meanings; the Graph API sends them with HTTP 400 as
 * often as with a fitting status.
 *
 * <p>Source: Meta's guides on error handling and on rate limiting.
 */
final class MetaFailure {
  /** 1 and 2 are outages; the others are limits of the application, the user, the account. */
  private static final Set<Integer> BUSY = Set.of(1, 2, 4, 17, 32, 341, 613);

  private static final Set<Integer> TOKEN = Set.of(102, 104, 190);

  private MetaFailure() {}

  /**
   * @param attempted what was asked, for the message
   * @param error {@code {"message": …, "code": …}}
   */
  static FailureException of(String attempted, RemoteReply reply, JsonNode error) {
    int code = error.path("code").asInt();
    String said = attempted + ": " + words(error, code);
    if (isBusy(reply.status()) || isBusyCode(code) || error.path("is_transient").asBoolean()) {
      return new UnavailableException(said, reply.retryAfter().orElse(null));
    }
    if (TOKEN.contains(code) || reply.status() == 401) {
      return new RefusedException(
          "meta_token", said + "; set META_ACCESS_TOKEN to a token that is valid");
    }
    if (code == 10 || (code >= 200 && code < 300)) {
      return new RefusedException(
          "meta_permission", said + "; META_ACCESS_TOKEN needs ads_read on this account and pixel");
    }
    return new RefusedException("meta_refused", said);
  }

  private static String words(JsonNode error, int code) {
    String words = error.isTextual() ? error.asText() : error.path("message").asText();
    return (code == 0 ? "" : "code " + code + ", ")
        + Excerpt.of(words, Excerpt.TITLE, new Redactions());
  }

  static boolean isBusy(int status) {
    return status == 429 || status >= 500;
  }

  /** 80000 to 80014 are limits too, one for each kind of business use case. */
  private static boolean isBusyCode(int code) {
    return BUSY.contains(code) || (code >= 80_000 && code <= 80_014);
  }
}

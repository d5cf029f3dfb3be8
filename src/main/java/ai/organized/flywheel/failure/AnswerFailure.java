package ai.organized.flywheel.failure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what was thrown into the answer of an HTTP edge. */
public final class AnswerFailure {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerFailure.class);

  /** What we did not foresee is ours: it is logged in full and answered without a word of it. */
  public HttpFailure answer(Throwable thrown) {
    if (thrown instanceof FailureException failure) {
      LOG.atLevel(failure.logLevel())
          .log(
              "answered {}: {}{}",
              failure.httpStatus(),
              failure.code(),
              failure.getCause() == null ? "" : " because of " + failure.getCause());
      return new HttpFailure(
          failure.httpStatus(),
          body(
              failure.getMessage(),
              failure.httpStatus() < 500 ? "invalid_request_error" : "api_error",
              failure.code()));
    }
    LOG.error("answered 500", thrown);
    return new HttpFailure(500, body("an error on our side; see the log", "api_error", "broken"));
  }

  private static String body(String message, String type, String code) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .putNull("param")
        .put("code", code);
    return body.toString();
  }
}

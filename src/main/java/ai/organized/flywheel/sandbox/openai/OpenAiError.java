package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A refusal in the service's own words. Texts that are known from the real service are used as they
 * are; the rest keep its tone. Together answers in the same shape.
 */
public final class OpenAiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String param;
  private final String code;

  /**
   * @param param the parameter at fault, or null
   * @param code machine-readable, or null
   */
  public OpenAiError(int status, String message, String param, String code) {
    super(message, null, false, false);
    this.status = status;
    this.param = param;
    this.code = code;
  }

  public static OpenAiError badRequest(String message, String param, String code) {
    return new OpenAiError(400, message, param, code);
  }

  /** The body has all four keys, as the specification asks. */
  public Reply reply() {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("message", getMessage())
        .put("type", status >= 500 ? "server_error" : "invalid_request_error")
        .put("param", param)
        .put("code", code);
    return Reply.json(status, body);
  }
}

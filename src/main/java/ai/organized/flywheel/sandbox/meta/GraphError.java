package ai.organized.flywheel.sandbox.meta;

import ai.organized.flywheel.sandbox.http.Ids;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What the Graph API refuses, in its words. */
final class GraphError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final int code;
  private final int subcode;

  private GraphError(int status, String message, String type, int code, int subcode) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.code = code;
    this.subcode = subcode;
  }

  static GraphError noToken() {
    return new GraphError(
        400, "An access token is required to request this resource.", "OAuthException", 104, 0);
  }

  static GraphError wrongToken() {
    return new GraphError(
        401, "Invalid OAuth access token - Cannot parse access token", "OAuthException", 190, 0);
  }

  static GraphError noObject(String id, String method) {
    return new GraphError(
        400,
        "Unsupported "
            + method
            + " request. Object with ID '"
            + id
            + "' does not exist, cannot be loaded due to missing permissions, or does not support"
            + " this operation. Please read the Graph API documentation at"
            + " https://developers.facebook.com/docs/graph-api",
        "GraphMethodException",
        100,
        33);
  }

  static GraphError unknownPath(String path) {
    return new GraphError(400, "Unknown path components: " + path, "OAuthException", 2500, 0);
  }

  static GraphError invalid(String what) {
    return new GraphError(400, "(#100) " + what, "OAuthException", 100, 0);
  }

  /** {@code {"message": …, "type": …, "code": …, "fbtrace_id": …}}. */
  ObjectNode error() {
    ObjectNode error =
        Json.object().put("message", getMessage()).put("type", type).put("code", code);
    if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    return error.put("fbtrace_id", Ids.next("A", 22));
  }

  Reply reply() {
    ObjectNode body = Json.object();
    body.set("error", error());
    Reply reply = Reply.json(status, body);
    return status == 401
        ? reply.with(
            Map.of(
                "WWW-Authenticate",
                "OAuth \"Facebook Platform\" \"invalid_token\" \"" + getMessage() + "\""))
        : reply;
  }
}

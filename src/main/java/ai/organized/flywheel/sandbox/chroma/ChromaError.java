package ai.organized.flywheel.sandbox.chroma;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;

/** What Chroma refuses, in its words. */
final class ChromaError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String kind;

  private ChromaError(int status, String kind, String message) {
    super(message, null, false, false);
    this.status = status;
    this.kind = kind;
  }

  static ChromaError invalid(String message) {
    return new ChromaError(400, "InvalidArgumentError", message);
  }

  /** The dot at the end and the grammar are Chroma's. */
  static ChromaError noCollection(String nameOrId) {
    return new ChromaError(404, "NotFoundError", "Collection [" + nameOrId + "] does not exists");
  }

  static ChromaError exists(String name) {
    return new ChromaError(409, "ChromaError", "Collection [" + name + "] already exists");
  }

  static ChromaError oldApi() {
    return new ChromaError(410, "Unimplemented", "The v1 API is deprecated. Please use /v2 apis");
  }

  static ChromaError noJson() {
    return new ChromaError(
        415, "ChromaError", "Expected request with `Content-Type: application/json`");
  }

  /** A body of JSON that has not the fields it must have. */
  static ChromaError shape(String what) {
    return new ChromaError(
        422,
        "ChromaError",
        "Failed to deserialize the JSON body into the target type: " + what + " at line 1");
  }

  Reply reply() {
    return Reply.json(status, Json.object().put("error", kind).put("message", getMessage()));
  }
}

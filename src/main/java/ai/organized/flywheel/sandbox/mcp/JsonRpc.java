package ai.organized.flywheel.sandbox.mcp;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers of JSON-RPC 2.0. */
final class JsonRpc {
  static final int INVALID_REQUEST = -32600;
  static final int METHOD_NOT_FOUND = -32601;
  static final int INVALID_PARAMS = -32602;
  static final int PARSE_ERROR = -32700;

  /** The codes that a server may choose as it likes; JavaScript's SDK takes this for most. */
  static final int SERVER_ERROR = -32000;

  private JsonRpc() {}

  static ObjectNode result(ObjectNode request, JsonNode result) {
    ObjectNode answer = Json.object().put("jsonrpc", "2.0");
    answer.set("id", request.get("id"));
    answer.set("result", result);
    return answer;
  }

  static ObjectNode error(JsonNode id, int code, String message) {
    ObjectNode answer = Json.object().put("jsonrpc", "2.0");
    answer.putObject("error").put("code", code).put("message", message);
    answer.set("id", id);
    return answer;
  }

  /** A refusal before it was known what is asked: it has no id to answer to. */
  static Reply refuse(int status, int code, String message) {
    return Reply.json(status, error(NullNode.getInstance(), code, message));
  }
}

package ai.organized.flywheel.sandbox.mcp;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import ai.organized.flywheel.sandbox.mcp.McpManners.Replies;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Revision 2026-07-28 of the protocol: every request says everything about itself. */
final class ModernMcp {
  static final String VERSION = "2026-07-28";
  private static final int UNSUPPORTED_VERSION = -32022;

  private final McpManners manners;
  private final McpTools tools;

  ModernMcp(McpManners manners, McpTools tools) {
    this.manners = manners;
    this.tools = tools;
  }

  /** Whether a server of both eras takes a request for one of this era. */
  static boolean isModern(Request request, ObjectNode message) {
    return request.header("mcp-protocol-version").orElse("").compareTo(VERSION) >= 0
        || ModernHeaders.version(message).isTextual();
  }

  Reply answer(Request request, ObjectNode message) {
    JsonNode id = message.path("id");
    if (!message.path("method").isTextual() || !(id.isTextual() || id.isIntegralNumber())) {
      return JsonRpc.refuse(
          400, JsonRpc.INVALID_REQUEST, "Body must be a single JSON-RPC request object");
    }
    JsonNode version = ModernHeaders.version(message);
    if (!version.isTextual()) {
      return unsupported(id, request.header("mcp-protocol-version").orElse("none"));
    }
    Optional<String> mismatch = ModernHeaders.mismatch(request, message, tools);
    if (mismatch.isPresent()) {
      return Reply.json(
          400,
          JsonRpc.error(id, ModernHeaders.HEADER_MISMATCH, "Header mismatch: " + mismatch.get()));
    }
    if (!version.textValue().equals(VERSION)) {
      return unsupported(id, version.textValue());
    }
    if (!message
        .at("/params/_meta")
        .path("io.modelcontextprotocol/clientCapabilities")
        .isObject()) {
      return Reply.json(
          400,
          JsonRpc.error(
              id,
              JsonRpc.INVALID_PARAMS,
              "Invalid _meta envelope for protocol revision "
                  + VERSION
                  + ": io.modelcontextprotocol/clientCapabilities: missing"));
    }
    JsonNode params = message.path("params");
    return switch (message.get("method").textValue()) {
      case "server/discover" -> send(JsonRpc.result(message, discovered()));
      case "tools/list" -> send(cacheable(tools.list(message, params)));
      case "tools/call" -> send(tools.call(message, params, true));
      default -> Reply.json(404, JsonRpc.error(id, JsonRpc.METHOD_NOT_FOUND, "Method not found"));
    };
  }

  private static Reply unsupported(JsonNode id, String requested) {
    ObjectNode error = JsonRpc.error(id, UNSUPPORTED_VERSION, "Unsupported protocol version");
    ObjectNode data = error.withObject("/error/data").put("requested", requested);
    data.putArray("supported").add(VERSION);
    return Reply.json(400, error);
  }

  private static ObjectNode discovered() {
    ObjectNode result = Json.object();
    result.putArray("supportedVersions").add(VERSION);
    result.putObject("capabilities").putObject("tools");
    return result;
  }

  private static ObjectNode cacheable(ObjectNode answer) {
    if (answer.get("result") instanceof ObjectNode result) {
      result.put("ttlMs", 60_000).put("cacheScope", "private");
    }
    return answer;
  }

  private Reply send(ObjectNode answer) {
    if (answer.get("result") instanceof ObjectNode result) {
      result.put("resultType", "complete");
    }
    return manners.replies() == Replies.JSON
        ? Reply.json(200, answer)
        : Reply.stream(List.of(McpEvents.notification(), McpEvents.message(answer)));
  }
}

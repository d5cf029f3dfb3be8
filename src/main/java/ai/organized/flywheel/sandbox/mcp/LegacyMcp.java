package ai.organized.flywheel.sandbox.mcp;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Quirk;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Revisions 2025-03-26 to 2025-11-25 of the protocol: a handshake first. */
final class LegacyMcp {
  private static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26");

  private final McpManners manners;
  private final McpTools tools;
  private final LegacySessions sessions;
  private final LegacyReplies replies;

  LegacyMcp(McpManners manners, McpTools tools) {
    this.manners = manners;
    this.tools = tools;
    this.sessions = new LegacySessions(manners);
    this.replies = new LegacyReplies(manners);
  }

  void expireSessions() {
    sessions.expire();
  }

  /** Ends a session (DELETE) or goes on with a stream that was cut off (GET). */
  Reply answerWithoutMessage(Request request) {
    Optional<Reply> stranger = sessions.refuseStranger(request);
    if (stranger.isPresent()) {
      return stranger.get();
    }
    return switch (request.method()) {
      case "DELETE" -> sessions.end(request);
      case "GET" -> replies.resume(request.header("last-event-id").orElse(""));
      default -> McpEndpoint.notAllowed();
    };
  }

  Reply answer(Request request, ObjectNode message) {
    boolean handshake = message.path("method").asText().equals("initialize");
    if (manners.era() == Era.LEGACY_WITH_SESSIONS && !handshake) {
      Optional<Reply> stranger = sessions.refuseStranger(request);
      if (stranger.isPresent()) {
        return stranger.get();
      }
    }
    String version = request.header("mcp-protocol-version").orElse(VERSIONS.get(0));
    if (!VERSIONS.contains(version) && !manners.has(Quirk.IGNORES_THE_REVISION)) {
      return JsonRpc.refuse(
          400,
          JsonRpc.SERVER_ERROR,
          "Bad Request: Unsupported protocol version: "
              + version
              + " (supported versions: "
              + String.join(", ", VERSIONS)
              + ")");
    }
    if (!message.path("method").isTextual() || !message.hasNonNull("id")) {
      sessions.noticed(request, message);
      return Reply.empty(202);
    }
    return handshake ? welcome(message) : work(request, message);
  }

  private Reply welcome(ObjectNode message) {
    JsonNode params = message.path("params");
    JsonNode client = params.path("clientInfo");
    if (!params.path("protocolVersion").isTextual()
        || !params.path("capabilities").isObject()
        || !client.path("name").isTextual()
        || !client.path("version").isTextual()) {
      return replies.send(
          JsonRpc.error(message.get("id"), JsonRpc.INVALID_PARAMS, "Invalid initialize request"));
    }
    String asked = params.get("protocolVersion").textValue();
    String agreed = VERSIONS.contains(asked) ? asked : VERSIONS.get(0);
    ObjectNode welcome = Json.object().put("protocolVersion", agreed);
    welcome.putObject("capabilities").putObject("tools");
    welcome.putObject("serverInfo").put("name", "sandbox").put("version", "1");
    Reply reply = replies.send(JsonRpc.result(message, welcome));
    return manners.era() == Era.LEGACY_WITH_SESSIONS
        ? reply.with(Map.of("Mcp-Session-Id", sessions.open(agreed)))
        : reply;
  }

  private Reply work(Request request, ObjectNode message) {
    JsonNode params = message.path("params");
    String method = message.get("method").textValue();
    if (method.equals("ping")) {
      return replies.send(JsonRpc.result(message, Json.object()));
    }
    if (!sessions.isReady(request)) {
      // As Python's SDK says it to a caller that has not sent notifications/initialized.
      return replies.send(
          JsonRpc.error(message.get("id"), JsonRpc.INVALID_PARAMS, "Invalid request parameters"));
    }
    return switch (method) {
      case "tools/list" -> replies.send(tools.list(message, params));
      case "tools/call" -> replies.sendWorked(tools.call(message, params, false));
      default ->
          replies.send(
              JsonRpc.error(message.get("id"), JsonRpc.METHOD_NOT_FOUND, "Method not found"));
    };
  }
}

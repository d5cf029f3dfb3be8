package ai.organized.flywheel.sandbox.mcp;

import ai.organized.flywheel.sandbox.http.Ids;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Quirk;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who has shaken hands with a server of the legacy era, and whether they have finished. */
final class LegacySessions {
  private record Session(String version, boolean ready) {}

  private final McpManners manners;
  private final Map<String, Session> open = new ConcurrentHashMap<>();

  LegacySessions(McpManners manners) {
    this.manners = manners;
  }

  /** A new session, under an id of its own. */
  String open(String version) {
    String id = Ids.next("", 32);
    open.put(id, new Session(version, false));
    return id;
  }

  Reply end(Request request) {
    open.remove(id(request));
    return Reply.empty(200);
  }

  void expire() {
    open.clear();
  }

  void noticed(Request request, ObjectNode message) {
    if (message.path("method").asText().equals("notifications/initialized")) {
      open.computeIfPresent(id(request), (id, session) -> new Session(session.version(), true));
    }
  }

  boolean isReady(Request request) {
    Session session = open.get(id(request));
    return manners.era() != Era.LEGACY_WITH_SESSIONS || (session != null && session.ready());
  }

  /** What a caller without a session gets, in the words of JavaScript's SDK v1. */
  Optional<Reply> refuseStranger(Request request) {
    if (request.header("mcp-session-id").isEmpty()) {
      return refusal(400, JsonRpc.SERVER_ERROR, "Bad Request: Server not initialized");
    }
    Session session = open.get(id(request));
    if (session == null && manners.has(Quirk.UNKNOWN_SESSION_IS_400)) {
      return refusal(400, JsonRpc.SERVER_ERROR, "Bad Request: No valid session ID provided");
    }
    if (session == null) {
      return refusal(404, -32001, "Session not found");
    }
    String said = request.header("mcp-protocol-version").orElse("");
    boolean same = said.equals(session.version());
    return same || manners.has(Quirk.IGNORES_THE_REVISION)
        ? Optional.empty()
        : refusal(
            400,
            JsonRpc.SERVER_ERROR,
            "Bad Request: MCP-Protocol-Version \""
                + said
                + "\" is not the version agreed on: "
                + session.version());
  }

  private static Optional<Reply> refusal(int status, int code, String message) {
    return Optional.of(JsonRpc.refuse(status, code, message));
  }

  private static String id(Request request) {
    return request.header("mcp-session-id").orElse("");
  }
}

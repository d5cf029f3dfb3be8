package ai.organized.flywheel.sandbox.mcp;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One server of the Model Context Protocol: lets callers in and sends them to their era. */
public final class McpEndpoint {
  private final McpManners manners;
  private final LegacyMcp legacy;
  private final ModernMcp modern;

  public McpEndpoint(McpManners manners, List<ServedTool> tools) {
    this.manners = manners;
    McpTools served = new McpTools(tools, manners);
    this.legacy = new LegacyMcp(manners, served);
    this.modern = new ModernMcp(manners, served);
  }

  public Reply answer(Request request) {
    if (!isLetIn(request)) {
      return unauthorized();
    }
    if (!request.method().equals("POST")) {
      return manners.era() == Era.LEGACY_WITH_SESSIONS
          ? legacy.answerWithoutMessage(request)
          : notAllowed();
    }
    String accept = request.header("accept").orElse("");
    if (!accept.contains("application/json") || !accept.contains("text/event-stream")) {
      return JsonRpc.refuse(
          406,
          JsonRpc.SERVER_ERROR,
          "Not Acceptable: Client must accept both application/json and text/event-stream");
    }
    if (!request.mediaType().equals("application/json")) {
      return JsonRpc.refuse(
          415,
          JsonRpc.SERVER_ERROR,
          "Unsupported Media Type: Content-Type must be application/json");
    }
    Optional<ObjectNode> message = Json.readObject(request.body());
    if (message.isEmpty()) {
      return JsonRpc.refuse(400, JsonRpc.PARSE_ERROR, "Parse error: Invalid JSON");
    }
    if (!message.get().path("jsonrpc").asText().equals("2.0")) {
      return JsonRpc.refuse(400, JsonRpc.INVALID_REQUEST, "Invalid Request");
    }
    return isForModern(request, message.get())
        ? modern.answer(request, message.get())
        : legacy.answer(request, message.get());
  }

  public void expireSessions() {
    legacy.expireSessions();
  }

  private boolean isForModern(Request request, ObjectNode message) {
    return switch (manners.era()) {
      case MODERN -> true;
      case BOTH -> ModernMcp.isModern(request, message);
      default -> false;
    };
  }

  private boolean isLetIn(Request request) {
    return manners.requiredHeaders().entrySet().stream()
        .allMatch(
            required -> request.header(required.getKey()).orElse("").equals(required.getValue()));
  }

  private static Reply unauthorized() {
    ObjectNode body =
        Json.object()
            .put("error", "invalid_token")
            .put("error_description", "Missing or invalid access token");
    return Reply.json(401, body)
        .with(
            Map.of(
                "WWW-Authenticate",
                "Bearer error=\"invalid_token\", resource_metadata="
                    + "\"https://sandbox.example/.well-known/oauth-protected-resource/mcp\""));
  }

  static Reply notAllowed() {
    return JsonRpc.refuse(405, JsonRpc.SERVER_ERROR, "Method not allowed.")
        .with(Map.of("Allow", "POST"));
  }
}

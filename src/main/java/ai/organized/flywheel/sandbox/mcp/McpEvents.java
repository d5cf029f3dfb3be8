package ai.organized.flywheel.sandbox.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Server-sent events as servers of the Model Context Protocol send them. */
final class McpEvents {
  private McpEvents() {}

  /** Gives the caller an id to come back with, and nothing else. */
  static byte[] priming(String id, long retryMillis) {
    return ("id: " + id + "\nretry: " + retryMillis + "\ndata: \n\n").getBytes(UTF_8);
  }

  static byte[] message(ObjectNode message) {
    // Some servers end their lines so; the format allows it.
    String json = new String(Json.bytes(message), UTF_8);
    return ("event: message\r\ndata: " + json + "\r\n\r\n").getBytes(UTF_8);
  }

  static byte[] notification() {
    ObjectNode message = Json.object().put("jsonrpc", "2.0");
    message.put("method", "notifications/message");
    message.putObject("params").put("level", "info").put("data", "on it");
    return (": keep-alive\n\nevent: message\ndata: " + message + "\n\n").getBytes(UTF_8);
  }

  /** Something the server wants to know from its caller. */
  static byte[] question(String method, int id) {
    return message(Json.object().put("jsonrpc", "2.0").put("id", id).put("method", method));
  }
}

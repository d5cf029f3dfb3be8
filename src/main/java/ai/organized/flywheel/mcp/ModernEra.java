package ai.organized.flywheel.mcp;

import ai.organized.flywheel.failure.UnavailableException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Speaks revision 2026-07-28: no handshake, no session; every request says all about itself. */
final class ModernEra {
  static final String VERSION = "2026-07-28";
  private static final String META = "io.modelcontextprotocol/";

  private final Wire wire;
  private final ReadAnswer readAnswer;
  private long lastId;

  ModernEra(Wire wire) {
    this.wire = wire;
    this.readAnswer = new ReadAnswer(wire.server(), question -> {}); // none may be answered
  }

  Answer ask(Ask ask) {
    long id = ++lastId;
    byte[] message = Rpc.bytes(Rpc.request(id, ask.method(), withMeta(ask.params())));
    Answer answer = readAnswer.read(wire.send("POST", headers(ask), message), id);
    if (answer.cut().isPresent()) {
      throw new UnavailableException(wire.server() + " hung up before it answered");
    }
    return answer;
  }

  private static ObjectNode withMeta(ObjectNode params) {
    ObjectNode complete = params.deepCopy();
    ObjectNode meta = complete.putObject("_meta").put(META + "protocolVersion", VERSION);
    meta.putObject(META + "clientCapabilities");
    meta.set(META + "clientInfo", McpClient.introduction());
    return complete;
  }

  private static Map<String, String> headers(Ask ask) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, text/event-stream");
    headers.put("MCP-Protocol-Version", VERSION);
    headers.put("Mcp-Method", ask.method());
    if (ask.params().has("name")) {
      headers.put("Mcp-Name", HeaderText.of(ask.params().get("name").asText()));
    }
    headers.putAll(ask.parameterHeaders());
    return headers;
  }
}

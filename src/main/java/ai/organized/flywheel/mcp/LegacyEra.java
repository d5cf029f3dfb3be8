package ai.organized.flywheel.mcp;

import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks the revisions up to 2025-11-25: a handshake first, a session when the server wants one,
 * and streams of events that can be gone on with after a cut.
 */
final class LegacyEra {
  private static final Logger LOG = LoggerFactory.getLogger(LegacyEra.class);

  static final String NEWEST = "2025-11-25";

  /** The oldest had another transport; servers that name it over this one speak like the next. */
  static final Set<String> VERSIONS = Set.of(NEWEST, "2025-06-18", "2025-03-26", "2024-11-05");

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration PATIENCE_FOR_GOODBYE = Duration.ofSeconds(2);

  private final Wire wire;
  private final ReadAnswer readAnswer;
  private String version = "";
  private String sessionId = "";
  private long lastId;

  LegacyEra(Wire wire) {
    this.wire = wire;
    this.readAnswer = new ReadAnswer(wire.server(), this::answerQuestion);
  }

  /** Shakes hands before the first question, and once more when the session is gone. */
  Answer ask(Ask ask) {
    if (version.isEmpty()) {
      Answer welcome = shakeHands();
      if (version.isEmpty()) {
        return welcome;
      }
    }
    Answer answer = post(ask);
    if (!isSessionLost(answer)) {
      return answer;
    }
    forget();
    Answer welcome = shakeHands();
    return version.isEmpty() ? welcome : post(ask);
  }

  void forget() {
    version = "";
    sessionId = "";
  }

  /** 404 by the book; server-everything says 400. Only an error of the question itself is none. */
  private boolean isSessionLost(Answer answer) {
    return !sessionId.isEmpty()
        && (answer.status() == 404 || answer.status() == 400)
        && !answer.isOrdinaryError()
        && !answer.isModernError();
  }

  private Answer shakeHands() {
    ObjectNode params = Rpc.object().put("protocolVersion", NEWEST);
    params.putObject("capabilities");
    params.set("clientInfo", McpClient.introduction());
    Answer welcome = post(Ask.of("initialize", params));
    if (!welcome.isResult()) {
      return welcome;
    }
    String agreed = welcome.result().path("protocolVersion").asText();
    String session = welcome.header("Mcp-Session-Id");
    if (!VERSIONS.contains(agreed) || !session.matches("[!-~]*")) {
      throw new RefusedException(
          "unsupported_version",
          wire.server()
              + " speaks revision \""
              + Quote.of(wire.server(), agreed)
              + "\" of the protocol, or names its session in a way that HTTP does not allow");
    }
    version = agreed;
    sessionId = session;
    wire.send("POST", headers(), Rpc.bytes(Rpc.notification("notifications/initialized")))
        .body()
        .close();
    return welcome;
  }

  private Answer post(Ask ask) {
    long id = ++lastId;
    byte[] message = Rpc.bytes(Rpc.request(id, ask.method(), ask.params()));
    Answer answer = readAnswer.read(wire.send("POST", headers(), message), id);
    String seen = "";
    while (answer.cut().isPresent()) {
      EventStream.Cut cut = answer.cut().get();
      seen = cut.lastEventId().isEmpty() ? seen : cut.lastEventId();
      answer = goOn(seen, cut.retry(), id);
    }
    return answer;
  }

  /**
   * The rest of a stream that ended before the answer.
   *
   * @param seen id of the last event that came; empty: the stream cannot be gone on with
   */
  private Answer goOn(String seen, Duration retry, long id) {
    if (!seen.matches("[!-~]+")) {
      throw new UnavailableException(wire.server() + " hung up before it answered");
    }
    wire.pause(retry.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : retry);
    Map<String, String> headers = headers();
    headers.remove("Content-Type");
    headers.put("Accept", "text/event-stream");
    headers.put("Last-Event-ID", seen);
    Answer answer = readAnswer.read(wire.send("GET", headers, Wire.NOTHING), id);
    if (answer.message().isMissingNode() && answer.cut().isEmpty()) {
      throw new UnavailableException(
          wire.server()
              + " hung up before it answered, and answered "
              + answer.status()
              + " when asked for the rest");
    }
    return answer;
  }

  /** We offer nothing, so all there is to say is that we are here. */
  private void answerQuestion(JsonNode question) {
    ObjectNode answer = Rpc.object().put("jsonrpc", "2.0");
    answer.set("id", question.get("id"));
    if (question.path("method").asText().equals("ping")) {
      answer.putObject("result");
    } else {
      answer
          .putObject("error")
          .put("code", Rpc.METHOD_NOT_FOUND)
          .put("message", "Method not found");
    }
    wire.send("POST", headers(), Rpc.bytes(answer)).body().close();
  }

  /** Ends the session, when there is one; a server may refuse that, and forgets it anyway. */
  void close() {
    if (sessionId.isEmpty()) {
      return;
    }
    try {
      wire.sayGoodbye("DELETE", headers(), PATIENCE_FOR_GOODBYE);
    } catch (FailureException e) {
      LOG.debug("The session with {} was left open: {}", wire.server(), e.getMessage());
    }
    forget();
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, text/event-stream");
    if (!version.isEmpty()) {
      headers.put("MCP-Protocol-Version", version);
    }
    if (!sessionId.isEmpty()) {
      headers.put("Mcp-Session-Id", sessionId);
    }
    return headers;
  }
}

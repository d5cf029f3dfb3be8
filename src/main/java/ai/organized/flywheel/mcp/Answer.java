package ai.organized.flywheel.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.Set;

/**
 * What came back for one request, whatever it was.
 *
 * @param message the JSON-RPC response; a missing node when the body holds none
 * @param cut present when a stream of events ended before the answer
 */
record Answer(int status, HttpHeaders headers, JsonNode message, Optional<EventStream.Cut> cut) {
  private static final int HEADER_MISMATCH = -32020;
  private static final int MISSING_CAPABILITY = -32021;
  static final int UNSUPPORTED_VERSION = -32022;

  /** Those that only a server of the stateless era uses. */
  private static final Set<Integer> MODERN_CODES =
      Set.of(HEADER_MISMATCH, MISSING_CAPABILITY, UNSUPPORTED_VERSION);

  /** Those that answer what was asked, and do not say that it was asked in the wrong way. */
  private static final Set<Integer> ORDINARY_CODES =
      Set.of(Rpc.METHOD_NOT_FOUND, Rpc.INVALID_PARAMS, Rpc.INTERNAL_ERROR);

  boolean isResult() {
    return status / 100 == 2 && message.has("result");
  }

  JsonNode result() {
    return message.path("result");
  }

  boolean isError() {
    return message.has("error");
  }

  int errorCode() {
    return message.path("error").path("code").asInt();
  }

  String errorMessage() {
    return message.path("error").path("message").asText();
  }

  boolean isModernError() {
    return MODERN_CODES.contains(errorCode());
  }

  /** An error about what was asked. A 404 or 400 with it means no lost session and no other era. */
  boolean isOrdinaryError() {
    return isError() && (status == 200 || ORDINARY_CODES.contains(errorCode()));
  }

  /** Of any era, a server that is closed, moved or overloaded says so alike. */
  boolean isTheSameInEveryEra() {
    return status / 100 == 3 || Set.of(401, 403, 407, 408, 429, 502, 503, 504).contains(status);
  }

  boolean isHtml() {
    return header("Content-Type").startsWith("text/html");
  }

  /** Empty when it has none. */
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }
}

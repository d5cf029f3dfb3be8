package ai.organized.flywheel.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the sandbox answers.
 *
 * @param headers besides Content-Type
 * @param body one part, or, for a stream, one part an event
 */
record Reply(
    int status,
    String contentType,
    Map<String, String> headers,
    List<byte[]> body,
    boolean streamed) {

  static Reply json(int status, JsonNode body) {
    return bytes(status, "application/json", Json.bytes(body));
  }

  static Reply text(int status, String body) {
    return bytes(status, "text/plain; charset=utf-8", body.getBytes(UTF_8));
  }

  static Reply bytes(int status, String contentType, byte[] body) {
    return new Reply(status, contentType, Map.of(), List.of(body), false);
  }

  /** Server-sent events, each written out before the next. */
  static Reply events(List<String> data) {
    List<byte[]> events =
        data.stream().map(each -> ("data: " + each + "\n\n").getBytes(UTF_8)).toList();
    return new Reply(200, "text/event-stream; charset=utf-8", Map.of(), events, true);
  }

  /** An answer ordered by a test, whose headers may name another content type. */
  static Reply ordered(int status, String body, Map<String, String> headers) {
    Reply plain =
        body.startsWith("{")
            ? bytes(status, "application/json", body.getBytes(UTF_8))
            : text(status, body);
    return plain.with(headers);
  }

  Reply with(Map<String, String> more) {
    Map<String, String> both = new HashMap<>(headers);
    both.putAll(more);
    return new Reply(status, contentType, Map.copyOf(both), body, streamed);
  }

  void sendTo(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    headers.forEach(exchange.getResponseHeaders()::set);
    long length = body.stream().mapToLong(part -> part.length).sum();
    // In the JDK's server 0 means "chunked" and -1 "no body".
    exchange.sendResponseHeaders(status, streamed ? 0 : length == 0 ? -1 : length);
    try (OutputStream out = exchange.getResponseBody()) {
      for (byte[] part : body) {
        out.write(part);
        out.flush();
      }
    }
  }
}

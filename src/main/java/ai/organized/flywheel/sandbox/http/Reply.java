package ai.organized.flywheel.sandbox.http;

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
 * @param contentType empty when there is no body
 * @param headers besides Content-Type
 * @param body one part, or, for a stream, one part an event; a stream may have no end
 */
public record Reply(
    int status,
    String contentType,
    Map<String, String> headers,
    Iterable<byte[]> body,
    boolean streamed) {

  /** What the JDK's server takes for a length when there is none to tell. */
  private static final long CHUNKED = 0;

  private static final long NO_BODY = -1;

  public static Reply json(int status, JsonNode body) {
    return bytes(status, "application/json", Json.bytes(body));
  }

  public static Reply text(int status, String body) {
    return bytes(status, "text/plain; charset=utf-8", body.getBytes(UTF_8));
  }

  public static Reply bytes(int status, String contentType, byte[] body) {
    return new Reply(status, contentType, Map.of(), List.of(body), false);
  }

  public static Reply empty(int status) {
    return new Reply(status, "", Map.of(), List.of(), false);
  }

  /** Server-sent events, each written out before the next. */
  public static Reply events(List<String> data) {
    return stream(data.stream().map(each -> ("data: " + each + "\n\n").getBytes(UTF_8)).toList());
  }

  /** Server-sent events as they stand. */
  public static Reply stream(Iterable<byte[]> events) {
    return new Reply(200, "text/event-stream; charset=utf-8", Map.of(), events, true);
  }

  /** An answer ordered by a test, whose headers may name another content type. */
  public static Reply ordered(int status, String body, Map<String, String> headers) {
    Reply plain =
        body.startsWith("{")
            ? bytes(status, "application/json", body.getBytes(UTF_8))
            : text(status, body);
    return plain.with(headers);
  }

  public Reply with(Map<String, String> more) {
    Map<String, String> both = new HashMap<>(headers);
    both.putAll(more);
    return new Reply(status, contentType, Map.copyOf(both), body, streamed);
  }

  /**
   * The length that is promised: the true one, unless an ordered {@code Content-Length} promises
   * more, so that the reply breaks off.
   */
  private long promised() {
    String ordered = headers.get("Content-Length");
    return ordered == null ? length() : Long.parseLong(ordered);
  }

  void sendTo(HttpExchange exchange) throws IOException {
    if (!contentType.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", contentType);
    }
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, streamed ? CHUNKED : promised());
    OutputStream out = exchange.getResponseBody();
    for (byte[] part : body) {
      out.write(part);
      out.flush();
    }
    if (streamed || promised() <= length()) {
      out.close();
    }
    // Else it is left to the exchange to end, which hangs up: to close it would leave the line
    // open.
  }

  private long length() {
    long length = 0;
    for (byte[] part : body) {
      length += part.length;
    }
    return length == 0 ? NO_BODY : length;
  }
}

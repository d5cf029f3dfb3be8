package ai.organized.flywheel.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;

/**
 * Lets only whole lines of an event stream through: a caller who got half an event could not read
 * the error after it.
 */
final class EventLines {
  /** A line that is longer passes in pieces. */
  private static final int LONGEST = 1 << 20;

  private static final Buffer NOTHING = Buffer.buffer(0);
  private static final String DONE = "data: [DONE]";

  private Buffer begun = NOTHING;
  private boolean insideEvent;

  /** What may go on now: nearly always the piece itself. */
  Buffer whole(Buffer piece) {
    int end = afterLastLine(piece);
    if (end == piece.length() && begun.length() == 0) {
      insideEvent = !emptyLineEnds(piece);
      return piece;
    }
    Buffer all = Buffer.buffer(begun.length() + piece.length());
    all.appendBuffer(begun).appendBuffer(piece);
    int cut = end == 0 && all.length() <= LONGEST ? 0 : begun.length() + end;
    cut = end == 0 && all.length() > LONGEST ? all.length() : cut;
    begun = cut == all.length() ? NOTHING : all.getBuffer(cut, all.length());
    Buffer lines = cut == all.length() ? all : all.getBuffer(0, cut);
    if (lines.length() > 0) {
      insideEvent = !emptyLineEnds(lines);
    }
    return lines;
  }

  /** The last line may have no end. */
  Buffer rest() {
    return begun;
  }

  /** The end of a stream that broke, as OpenAI tells it. */
  Buffer brokenOff(String message, String code) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error
        .putObject("error")
        .put("message", message)
        .put("type", "api_error")
        .putNull("param")
        .put("code", code);
    return Buffer.buffer((insideEvent ? "\n" : "") + "data: " + error + "\n\n" + DONE + "\n\n");
  }

  /** Whether the stream said that this is its end. */
  static boolean endsWell(Tap tap) {
    String tail = tap.tail();
    return tail.contains(DONE)
        || tail.contains("data:[DONE]")
        || tail.contains("\"finish_reason\":\"")
        || tail.contains("\"error\"");
  }

  private static int afterLastLine(Buffer piece) {
    int at = piece.length();
    while (at > 0 && piece.getByte(at - 1) != '\n') {
      at--;
    }
    return at;
  }

  private static boolean emptyLineEnds(Buffer lines) {
    int last = lines.length() - 1;
    int before = last > 0 && lines.getByte(last - 1) == '\r' ? last - 2 : last - 1;
    return before < 0 || lines.getByte(before) == '\n';
  }
}

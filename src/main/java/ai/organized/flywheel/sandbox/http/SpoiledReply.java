package ai.organized.flywheel.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A reply that a careful caller does not read to its end. */
public enum SpoiledReply {
  /** Server-sent events that are no answer, one every few milliseconds, for ever. */
  ENDLESS_EVENTS {
    @Override
    public Reply reply() {
      String event =
          "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{}}\n\n";
      return forEver("text/event-stream", event);
    }
  },
  /** JSON of 50 MB, as fast as it goes. */
  FIFTY_MEGABYTES {
    @Override
    public Reply reply() {
      byte[] megabyte = " ".repeat(1_000_000).getBytes(UTF_8);
      return new Reply(200, "application/json", Map.of(), Collections.nCopies(50, megabyte), false);
    }
  },
  /** JSON that comes one byte at a time, every few milliseconds, for ever. */
  DRIPPING {
    @Override
    public Reply reply() {
      return forEver("application/json", " ");
    }
  },
  /** A stream of events that breaks off in the middle of one. */
  BROKEN_OFF {
    @Override
    public Reply reply() {
      return Reply.stream(List.of("data: {\"jsonrpc\":".getBytes(UTF_8)));
    }
  };

  private static final long PAUSE_MILLIS = 5;

  public abstract Reply reply();

  private static Reply forEver(String contentType, String part) {
    byte[] bytes = part.getBytes(UTF_8);
    Iterable<byte[]> parts = () -> Stream.generate(() -> afterAPause(bytes)).iterator();
    return new Reply(200, contentType, Map.of(), parts, true);
  }

  private static byte[] afterAPause(byte[] bytes) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closing: the next write finds the line dead
    }
    return bytes;
  }
}

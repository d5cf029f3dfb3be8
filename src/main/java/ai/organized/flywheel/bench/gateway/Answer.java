package ai.organized.flywheel.bench.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads one HTTP/1.1 answer after the other as its bytes come, and knows when one is whole: by its
 * content-length, or by its last chunk.
 */
final class Answer {
  private static final int LONGEST_HEAD = 16 << 10;

  /** Is given the bytes of a body, without the framing of chunks. */
  @FunctionalInterface
  interface Body {
    void part(ByteBuffer bytes);
  }

  private enum At {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    WHOLE
  }

  private final byte[] line = new byte[LONGEST_HEAD];
  private final Body body;
  private int filled;
  private At at = At.HEAD;
  private long left;
  private long length;
  private int status;
  private boolean closes;

  /**
   * @param body null: the bytes are only counted
   */
  Answer(Body body) {
    this.body = body;
  }

  void begin() {
    at = At.HEAD;
    filled = 0;
    length = 0;
    status = 0;
    closes = false;
  }

  int status() {
    return status;
  }

  /** Bytes of the body so far. */
  long length() {
    return length;
  }

  boolean isWhole() {
    return at == At.WHOLE;
  }

  /** Whether the other side said that it closes the connection after this answer. */
  boolean closes() {
    return closes;
  }

  boolean hasHead() {
    return at != At.HEAD;
  }

  /**
   * Takes bytes up to the end of the answer.
   *
   * @throws IllegalStateException when it is no HTTP/1.1 answer with a known end
   */
  void take(ByteBuffer bytes) {
    while (bytes.hasRemaining() && at != At.WHOLE) {
      switch (at) {
        case HEAD -> head(bytes);
        case BODY, CHUNK -> part(bytes);
        case CHUNK_SIZE -> chunkSize(bytes);
        case CHUNK_END -> {
          if (lineEnds(bytes)) {
            at = At.CHUNK_SIZE;
          }
        }
        default -> {
          if (lineEnds(bytes)) {
            at = filled <= 2 ? At.WHOLE : At.TRAILER;
            filled = 0;
          }
        }
      }
    }
  }

  private void head(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      add(bytes.get());
      if (filled >= 4 && line[filled - 1] == '\n' && line[filled - 3] == '\n') {
        readHead(new String(line, 0, filled, StandardCharsets.ISO_8859_1));
        filled = 0;
        return;
      }
    }
  }

  private void add(byte each) {
    if (filled == line.length) {
      throw new IllegalStateException("a head or a line without an end");
    }
    line[filled++] = each;
  }

  private void readHead(String head) {
    if (!head.startsWith("HTTP/1.1 ")) {
      throw new IllegalStateException("no HTTP/1.1: " + head.lines().findFirst().orElse(""));
    }
    status = Integer.parseInt(head.substring(9, 12));
    String lower = head.toLowerCase(Locale.ROOT);
    closes = lower.contains("\r\nconnection: close\r\n");
    int found = lower.indexOf("\r\ncontent-length:");
    if (lower.contains("\r\ntransfer-encoding: chunked\r\n")) {
      at = At.CHUNK_SIZE;
    } else if (found >= 0) {
      left = Long.parseLong(head.substring(found + 17, head.indexOf('\r', found + 2)).strip());
      at = left == 0 ? At.WHOLE : At.BODY;
    } else {
      throw new IllegalStateException("an answer whose end nobody knows");
    }
  }

  private void part(ByteBuffer bytes) {
    int size = (int) Math.min(left, bytes.remaining());
    if (body != null) {
      body.part(bytes.slice(bytes.position(), size));
    }
    bytes.position(bytes.position() + size);
    length += size;
    left -= size;
    if (left == 0) {
      at = at == At.BODY ? At.WHOLE : At.CHUNK_END;
    }
  }

  private void chunkSize(ByteBuffer bytes) {
    if (lineEnds(bytes)) {
      left = Long.parseLong(new String(line, 0, filled, StandardCharsets.US_ASCII).strip(), 16);
      at = left == 0 ? At.TRAILER : At.CHUNK;
      filled = 0;
    }
  }

  private boolean lineEnds(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte each = bytes.get();
      if (at != At.CHUNK_END) {
        add(each);
      }
      if (each == '\n') {
        return true;
      }
    }
    return false;
  }
}

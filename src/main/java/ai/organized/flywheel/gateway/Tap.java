package ai.organized.flywheel.gateway;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;

/** Looks at an answer that passes by: when it began, how long it is, and how it ends. */
final class Tap {
  /** The last pieces of it hold at least so many bytes: usage stands there. */
  private static final int TAIL = 4096;

  private final ArrayDeque<Buffer> last = new ArrayDeque<>(4);
  private int held;
  private long bytes;
  private long first;

  void pass(Buffer piece) {
    if (bytes == 0) {
      first = System.nanoTime();
    }
    bytes += piece.length();
    held += piece.length();
    last.addLast(piece);
    while (held - last.getFirst().length() >= TAIL) {
      held -= last.removeFirst().length();
    }
  }

  long bytes() {
    return bytes;
  }

  /** As {@link System#nanoTime()} has it; empty: nothing came. */
  Optional<Long> firstByte() {
    return bytes == 0 ? Optional.empty() : Optional.of(first);
  }

  /** The last bytes; ASCII is all that is looked for in it. */
  String tail() {
    if (last.size() == 1 && held <= 2 * TAIL) {
      return last.getFirst().toString(StandardCharsets.ISO_8859_1);
    }
    StringBuilder tail = new StringBuilder(held);
    for (Buffer piece : last) {
      int from = last.size() == 1 ? Math.max(0, piece.length() - 2 * TAIL) : 0;
      tail.append(new String(piece.getBytes(from, piece.length()), StandardCharsets.ISO_8859_1));
    }
    return tail.toString();
  }
}

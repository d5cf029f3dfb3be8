package ai.organized.flywheel.serve;

import java.util.ArrayList;
import java.util.List;

/** Members of an object that stand beside each other, as one run of bytes. */
final class Spans {
  private final byte[] bytes;
  private final List<Span> done = new ArrayList<>(4);
  private int from = -1;

  Spans(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The member that begins here is among them. */
  void keep(int key) {
    if (from < 0) {
      from = key;
    }
  }

  /** The member that begins here is not. */
  void leaveOut(int key) {
    endBefore(key);
  }

  /** All of them, when the object's bracket stands here. */
  List<Span> until(int bracket) {
    endBefore(bracket);
    return done;
  }

  /** Back over blanks and the comma: no value ends with one of them. */
  private void endBefore(int next) {
    if (from >= 0) {
      int to = next;
      while (isBetween(bytes[to - 1])) {
        to--;
      }
      done.add(new Span(from, to));
      from = -1;
    }
  }

  private static boolean isBetween(byte character) {
    return switch (character) {
      case ' ', '\t', '\n', '\r', ',' -> true;
      default -> false;
    };
  }
}

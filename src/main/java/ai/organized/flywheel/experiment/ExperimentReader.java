package ai.organized.flywheel.experiment;

import ai.organized.flywheel.failure.RefusedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/**
 * Streams the objects of a drop, whatever its size: a JSON array, JSON lines, or one object over
 * several lines. Told apart by content; a byte order mark is passed over.
 */
final class ExperimentReader {
  /** How far is looked ahead to tell lines from a document. */
  private static final int LOOK_AHEAD = 64 << 10;

  private ExperimentReader() {}

  /**
   * @throws RefusedException when there is nothing in it, or nothing that could be JSON
   */
  static Iterator<Element> elements(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, 2 * LOOK_AHEAD);
    skipByteOrderMark(in);
    in.mark(LOOK_AHEAD + 1);
    byte[] head = in.readNBytes(LOOK_AHEAD);
    in.reset();
    int first = firstInk(head);
    if (first < 0 && head.length < LOOK_AHEAD) {
      throw new RefusedException("empty_file", "the file is empty");
    }
    if (first >= 0 && head[first] == '[') {
      return new ArrayElements(in);
    }
    return isOneDocument(head, first) ? new ArrayElements(in) : new LineElements(in);
  }

  /**
   * One object over several lines: its first line does not end with a brace, and the next line that
   * says anything does not start with one.
   */
  private static boolean isOneDocument(byte[] head, int first) {
    if (first < 0 || head[first] != '{') {
      return false;
    }
    int end = first;
    while (end < head.length && head[end] != '\n') {
      end++;
    }
    if (end == head.length) {
      return false;
    }
    int last = end - 1;
    while (isBlank(head[last])) {
      last--;
    }
    int next = end;
    while (next < head.length && isBlank(head[next])) {
      next++;
    }
    return (head[last] != '}' || last == first) && next < head.length && head[next] != '{';
  }

  private static int firstInk(byte[] head) {
    for (int i = 0; i < head.length; i++) {
      if (!isBlank(head[i])) {
        return i;
      }
    }
    return -1;
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private static void skipByteOrderMark(BufferedInputStream in) throws IOException {
    in.mark(3);
    if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
      in.reset();
    }
  }
}

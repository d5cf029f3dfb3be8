package ai.organized.flywheel.experiment.drop;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** How the bytes of a drop are laid out, told by their beginning and never by a file's name. */
enum DropFormat {
  EMPTY,
  DATABASE,
  /** A tab-separated table of experiments. */
  TABLE,
  /** A tab-separated table of something else. */
  OTHER_TABLE,
  /** A JSON array, or one JSON object over several lines. */
  DOCUMENT,
  JSON_LINES;

  /** How far is looked ahead. */
  static final int LOOK_AHEAD = 64 << 10;

  private static final byte[] DATABASE_HEAD =
      "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /**
   * @param head the first {@value #LOOK_AHEAD} bytes without a byte order mark; fewer when there
   *     are no more
   */
  static DropFormat of(byte[] head) {
    int first = firstInk(head);
    if (first < 0) {
      return head.length < LOOK_AHEAD ? EMPTY : JSON_LINES;
    }
    if (isDatabase(head)) {
      return DATABASE;
    }
    if (head[first] == '[') {
      return DOCUMENT;
    }
    if (head[first] == '{') {
      return isOneDocument(head, first) ? DOCUMENT : JSON_LINES;
    }
    return table(head);
  }

  private static boolean isDatabase(byte[] head) {
    return head.length >= DATABASE_HEAD.length
        && Arrays.equals(head, 0, DATABASE_HEAD.length, DATABASE_HEAD, 0, DATABASE_HEAD.length);
  }

  private static DropFormat table(byte[] head) {
    TableHead table = new TableHead();
    Optional<TableColumns> columns =
        new String(head, StandardCharsets.ISO_8859_1)
            .lines()
            .map(table::columns)
            .flatMap(Optional::stream)
            .findFirst();
    if (columns.isEmpty()) {
      return table.namesADirection() ? TABLE : JSON_LINES;
    }
    if (!columns.get().areNames()) {
      return JSON_LINES;
    }
    return table.namesADirection() || columns.get().areOfExperiments() ? TABLE : OTHER_TABLE;
  }

  /**
   * One object over several lines: its first line does not end with a brace, and the next line that
   * says anything does not start with one.
   */
  private static boolean isOneDocument(byte[] head, int first) {
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
}

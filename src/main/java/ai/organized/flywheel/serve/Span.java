package ai.organized.flywheel.serve;

/**
 * Bytes from one place to before another.
 *
 * @param to {@link #LATER} of a text in quotes whose end was not looked for
 */
record Span(int from, int to) {
  static final int LATER = -1;
  static final Span NONE = new Span(-1, -1);

  boolean isNone() {
    return from < 0;
  }

  int length() {
    return to - from;
  }

  /** No more of it than so many bytes. */
  Span beginning(byte[] bytes, int most) {
    int end = Math.min(bytes.length, from + most);
    if (to != LATER) {
      return new Span(from, Math.min(to, end));
    }
    int at = from + 1;
    while (at < end && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return new Span(from, Math.min(at, end));
  }

  /** With its end. */
  Span in(byte[] bytes) {
    if (to != LATER) {
      return this;
    }
    int at = from + 1;
    while (bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return new Span(from, at + 1);
  }
}

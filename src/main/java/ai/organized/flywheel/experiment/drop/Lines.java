package ai.organized.flywheel.experiment.drop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a stream, one at a time; one that is too long is passed over without being held. */
final class Lines {
  /** An experiment with a whole container in its snapshot stays far below. */
  static final int LONGEST = 8 << 20;

  static final String TOO_LONG = "is longer than " + (LONGEST >> 20) + " MiB";

  private final InputStream in;
  private final byte[] chunk = new byte[64 << 10];
  private int at;
  private int end;
  private byte[] line = new byte[64 << 10];
  private int length;
  private long number;
  private boolean tooLong;
  private boolean ended;

  Lines(InputStream in) {
    this.in = in;
  }

  /** False at the end of the stream; else there is a line, without its line end. */
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    ended = false;
    if (!refilled()) {
      return false;
    }
    number++;
    while (refilled()) {
      int stop = at;
      while (stop < end && chunk[stop] != '\n') {
        stop++;
      }
      append(stop - at);
      at = stop;
      if (at < end) {
        at++; // the line end itself
        ended = true;
        return true;
      }
    }
    return true;
  }

  /** Counted from 1. */
  long number() {
    return number;
  }

  boolean isTooLong() {
    return tooLong;
  }

  /** Whether its line end is there: the last line of a file that is being written has none. */
  boolean isEnded() {
    return ended;
  }

  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (!DropFormat.isBlank(line[i])) {
        return false;
      }
    }
    return true;
  }

  /** The bytes, of which the first {@link #length()} are the line. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  /** The line as text, without a carriage return at its end. */
  String text() throws CharacterCodingException {
    int ink = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, ink)).toString();
  }

  private boolean refilled() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(chunk));
    }
    return at < end;
  }

  private void append(int count) {
    if (length + count > LONGEST) {
      tooLong = true;
      return;
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
    }
    System.arraycopy(chunk, at, line, length, count);
    length += count;
  }
}

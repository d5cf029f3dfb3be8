package ai.organized.flywheel.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.validate.FileLine.Flaw;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of a file, one at a time; one that is too long is passed over without being held. A LF
 * at the end of the file ends its last line and begins no other.
 */
final class FileLines {
  /** Bytes; the longest context that is trained on has about 0.5 MB of text. */
  static final int LONGEST = 8 << 20;

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream in;
  private final CharsetDecoder strict = UTF_8.newDecoder();
  private final byte[] chunk = new byte[64 << 10];
  private int at;
  private int end;
  private byte[] line = new byte[64 << 10];
  private int length;
  private boolean tooLong;
  private long number;

  FileLines(InputStream in) {
    this.in = in;
  }

  /** The next line, or nothing at the end of the file. */
  Optional<FileLine> next() throws IOException {
    if (!readLine()) {
      return Optional.empty();
    }
    Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
    if (tooLong) {
      flaws.add(Flaw.TOO_LONG);
      return Optional.of(new FileLine(number, Optional.empty(), flaws));
    }
    int from = 0;
    if (number == 1 && length >= MARK.length && Arrays.equals(line, 0, 3, MARK, 0, 3)) {
      flaws.add(Flaw.BYTE_ORDER_MARK);
      from = MARK.length;
    }
    int to = length;
    if (to > from && line[to - 1] == '\r') {
      flaws.add(Flaw.CARRIAGE_RETURN);
      to--;
    }
    return Optional.of(new FileLine(number, text(from, to, flaws), flaws));
  }

  private Optional<String> text(int from, int to, Set<Flaw> flaws) {
    try {
      String text = strict.decode(ByteBuffer.wrap(line, from, to - from)).toString();
      if (!text.isBlank()) {
        return Optional.of(text);
      }
      flaws.add(Flaw.BLANK);
    } catch (CharacterCodingException e) {
      flaws.add(Flaw.NOT_UTF8);
    }
    return Optional.empty();
  }

  /** False at the end of the file; fills {@code line[0..length)} without the LF. */
  private boolean readLine() throws IOException {
    length = 0;
    tooLong = false;
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
        at++; // the LF itself
        return true;
      }
    }
    return true;
  }

  private boolean refilled() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(chunk));
    }
    return at < end;
  }

  private void append(int count) {
    if (tooLong || length + count > LONGEST) {
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

package ai.organized.flywheel.experiment;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** JSON lines, one object a line; a line that is too long is passed over without being held. */
final class LineElements implements Iterator<Element> {
  /** An experiment with a whole container in its snapshot stays far below. */
  static final int LONGEST_LINE = 8 << 20;

  static final String TOO_LONG = "is longer than " + (LONGEST_LINE >> 20) + " MiB";

  private final InputStream in;
  private final byte[] chunk = new byte[64 << 10];
  private int at;
  private int end;
  private byte[] line = new byte[64 << 10];
  private int length;
  private long number;
  private boolean tooLong;
  private Element next;

  LineElements(InputStream in) {
    this.in = in;
    this.next = readNext();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Element next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Element element = next;
    next = readNext();
    return element;
  }

  private Element readNext() {
    try {
      while (readLine()) {
        if (tooLong) {
          return new Element.Unreadable(number, TOO_LONG);
        }
        if (!isBlankLine()) {
          return parse();
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("the drop broke off after line " + number, e);
    }
  }

  private Element parse() throws IOException {
    try {
      JsonNode node = Json.STRICT.readTree(line, 0, length);
      return node instanceof ObjectNode object
          ? new Element.Read(number, object, length)
          : new Element.Unreadable(number, "is no JSON object");
    } catch (JsonProcessingException e) {
      return new Element.Unreadable(number, "is no JSON: " + JsonReason.of(e));
    } catch (CharConversionException e) {
      return new Element.Unreadable(number, "is no JSON: " + JsonReason.NO_TEXT);
    }
  }

  /** False at the end of the stream; fills {@code line[0..length)} without the line end. */
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
        at++; // the line end itself
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
    if (length + count > LONGEST_LINE) {
      tooLong = true;
      return;
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
    }
    System.arraycopy(chunk, at, line, length, count);
    length += count;
  }

  private boolean isBlankLine() {
    for (int i = 0; i < length; i++) {
      if (!ExperimentReader.isBlank(line[i])) {
        return false;
      }
    }
    return true;
  }
}

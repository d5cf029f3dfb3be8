package ai.organized.flywheel.experiment.drop;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;

/** JSON lines, one object a line. */
final class LineElements implements Elements {
  private final Lines lines;
  private Element next;

  LineElements(InputStream in) {
    this.lines = new Lines(in);
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
      while (lines.next()) {
        if (lines.isTooLong()) {
          return new Element.Unreadable(lines.number(), Lines.TOO_LONG);
        }
        if (!lines.isBlank()) {
          return parse();
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("the drop broke off after line " + lines.number(), e);
    }
  }

  private Element parse() throws IOException {
    try {
      JsonNode node = Json.STRICT.readTree(lines.bytes(), 0, lines.length());
      return node instanceof ObjectNode object
          ? new Element.Read(lines.number(), object, lines.length())
          : new Element.Unreadable(lines.number(), "is no JSON object");
    } catch (JsonProcessingException e) {
      return new Element.Unreadable(lines.number(), "is no JSON: " + JsonReason.of(e));
    } catch (CharConversionException e) {
      return new Element.Unreadable(lines.number(), "is no JSON: " + JsonReason.NO_TEXT);
    }
  }
}

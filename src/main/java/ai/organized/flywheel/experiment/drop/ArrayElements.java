package ai.organized.flywheel.experiment.drop;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;

/**
 * The elements of one JSON array, or one object alone, read one at a time. Where the JSON itself
 * breaks, nothing after it can be read: the last element says so.
 */
final class ArrayElements implements Elements {
  private static final ObjectReader ONE_OF_MANY =
      Json.STRICT.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonParser parser;
  private final ElementParser elementParser;
  private boolean inArray;
  private Element next;

  ArrayElements(InputStream in) throws IOException {
    this.parser = Json.STRICT.getFactory().createParser(in);
    this.elementParser = new ElementParser(parser);
    this.next = first();
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
    next = following(element);
    return element;
  }

  private Element first() {
    return guarded(
        () -> {
          inArray = parser.nextToken() == JsonToken.START_ARRAY;
          return inArray ? inArray(parser.nextToken()) : element();
        });
  }

  private Element following(Element before) {
    if (before instanceof Element.BrokenOff) {
      return null;
    }
    return guarded(
        () -> {
          JsonToken token = parser.nextToken();
          return inArray ? inArray(token) : atEnd(token);
        });
  }

  private Element inArray(JsonToken token) throws IOException {
    if (token == JsonToken.END_ARRAY) {
      inArray = false;
      return atEnd(parser.nextToken());
    }
    return element();
  }

  private Element atEnd(JsonToken token) {
    return token == null ? null : broken("there is more after the end of the JSON");
  }

  private Element element() throws IOException {
    long line = parser.currentTokenLocation().getLineNr();
    int depth = inArray ? 1 : 0;
    try {
      elementParser.begin();
      JsonNode node = ONE_OF_MANY.readTree(elementParser);
      return node instanceof ObjectNode object
          ? new Element.Read(line, object, elementParser.length())
          : new Element.Unreadable(line, "is no JSON object");
    } catch (MismatchedInputException e) {
      boolean tooLong = elementParser.length() > Lines.LONGEST;
      skipTo(depth);
      return new Element.Unreadable(
          line, tooLong ? Lines.TOO_LONG : "is no JSON record: " + JsonReason.of(e));
    }
  }

  /** The parser itself is well: pass over the rest of that element. */
  private void skipTo(int depth) throws IOException {
    while (parser.getParsingContext().getNestingDepth() > depth && parser.nextToken() != null) {
      // passing over
    }
  }

  private interface Step {
    Element run() throws IOException;
  }

  private Element guarded(Step step) {
    try {
      return step.run();
    } catch (JsonProcessingException e) {
      return broken(JsonReason.of(e));
    } catch (CharConversionException e) {
      return broken(JsonReason.NO_TEXT);
    } catch (IOException e) {
      throw new UncheckedIOException("the drop broke off", e);
    }
  }

  private Element broken(String why) {
    return new Element.BrokenOff(
        parser.currentLocation().getLineNr(),
        "cannot be read from here on: " + why + "; what stood before it was read");
  }
}

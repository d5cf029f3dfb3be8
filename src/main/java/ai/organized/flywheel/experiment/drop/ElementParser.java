package ai.organized.flywheel.experiment.drop;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;

/** Stops reading an element that is longer than a line may be, before it fills the memory. */
final class ElementParser extends JsonParserDelegate {
  private long start;

  ElementParser(JsonParser parser) {
    super(parser);
  }

  /** From here on an element is read. */
  void begin() {
    start = at();
  }

  /** How much of the element was read, in bytes; in characters when the text is not UTF-8. */
  long length() {
    return at() - start;
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    if (length() > Lines.LONGEST) {
      throw MismatchedInputException.from(this, Object.class, "too long");
    }
    return token;
  }

  private long at() {
    JsonLocation location = delegate.currentLocation();
    return Math.max(location.getByteOffset(), location.getCharOffset());
  }
}

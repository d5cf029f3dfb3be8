package ai.organized.flywheel.experiment.drop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** Says why a text is no JSON without repeating the text: it may be a client's. */
final class JsonReason {
  /** Some bytes look like another encoding to the parser and are none. */
  static final String NO_TEXT = "it is no UTF-8 text";

  private JsonReason() {}

  static String of(JsonProcessingException e) {
    String place =
        e.getLocation() == null ? "" : " at column " + Math.max(1, e.getLocation().getColumnNr());
    if (e instanceof JsonEOFException) {
      return "it breaks off" + place;
    }
    if (e instanceof StreamConstraintsException) {
      return "a text in it is too long or it is nested too deeply" + place;
    }
    if (e.getOriginalMessage().startsWith("Duplicate")) {
      return "a key is given twice" + place;
    }
    return "it cannot be understood" + place;
  }
}

package ai.organized.flywheel.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Tokens, as the model's server counted them.
 *
 * @param prompt of the question with all that went before it
 * @param completion of the answer
 */
record Usage(long prompt, long completion) {
  /** Inside a text of JSON its quotes would have backslashes before them. */
  private static final String NAME = "\"usage\"";

  private static final JsonFactory JSON = new JsonFactory();

  /** The last that the end of an answer says, whole or as events; empty: it says none. */
  static Optional<Usage> in(String tail) {
    for (int at = tail.lastIndexOf(NAME); at >= 0; at = tail.lastIndexOf(NAME, at - 1)) {
      int colon = at + NAME.length();
      int value = tail.indexOf('{', colon);
      if (value > 0 && tail.substring(colon, value).strip().equals(":")) {
        return read(tail.substring(value));
      }
    }
    return Optional.empty();
  }

  private static Optional<Usage> read(String object) {
    long prompt = -1;
    long completion = -1;
    try (JsonParser parser = JSON.createParser(object)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean whole = parser.nextToken() == JsonToken.VALUE_NUMBER_INT;
        if (whole && name.equals("prompt_tokens")) {
          prompt = parser.getLongValue();
        } else if (whole && name.equals("completion_tokens")) {
          completion = parser.getLongValue();
        }
        parser.skipChildren();
      }
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return prompt < 0 || completion < 0
        ? Optional.empty()
        : Optional.of(new Usage(prompt, completion));
  }
}

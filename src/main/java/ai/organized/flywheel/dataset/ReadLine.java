package ai.organized.flywheel.dataset;

import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What a trainer reads in a line of a training file.
 *
 * @param system content of the first message
 * @param question content of the second
 * @param answer content of the third
 */
record ReadLine(String system, String question, String answer) {

  static ReadLine of(byte[] line) {
    String[] contents = new String[3];
    int message = 0;
    try (JsonParser json = Json.STRICT.getFactory().createParser(line)) {
      while (json.nextToken() != null) {
        boolean content =
            json.currentToken() == JsonToken.FIELD_NAME && json.currentName().equals("content");
        if (content) {
          contents[message++] = json.nextTextValue();
        }
      }
    } catch (IOException e) {
      throw new BrokenException("a training line is no JSON", e);
    }
    return new ReadLine(contents[0], contents[1], contents[2]);
  }
}

package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a line of a training file teaches: the answer to the last thing the user says.
 *
 * @param words of the whole line, in place of tokens
 */
public record TrainingExample(String question, String answer, int words) {

  /** All examples of a file in which {@link TrainingFileRules} found no problem. */
  public static List<TrainingExample> readAll(byte[] file) {
    return TrainingFileRules.lines(file).stream().map(TrainingExample::read).toList();
  }

  private static TrainingExample read(String line) {
    String question = "";
    String answer = "";
    int words = 0;
    for (JsonNode message : Json.readObject(line).orElseThrow().get("messages")) {
      String text = TextContent.of(message.get("content")).orElse("");
      words += TextContent.words(text);
      switch (message.get("role").asText()) {
        case "user" -> question = text;
        case "assistant" -> answer = text;
        default -> {}
      }
    }
    return new TrainingExample(question, answer, words);
  }
}

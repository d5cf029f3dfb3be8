package ai.organized.flywheel.sandbox.ollama;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * What a model reads before it answers.
 *
 * <p>Its own messages come first. Its own system prompt comes before them, but only when the first
 * message of the request is none: a caller that sends one never hears the baked one.
 *
 * @param messages of the request, after {@code content} was made one text
 */
record Conversation(OllamaModel model, ArrayNode messages) {

  String system() {
    StringBuilder system = new StringBuilder();
    boolean ownFirst = messages.path(0).path("role").asText().equals("system");
    if (!ownFirst) {
      system.append(model.system());
    }
    for (JsonNode message : whole()) {
      if (message.path("role").asText().equals("system")) {
        system.append('\n').append(message.path("content").asText());
      }
    }
    return system.toString();
  }

  /** What the user said last. */
  String question() {
    String question = "";
    for (JsonNode message : whole()) {
      if (message.path("role").asText().equals("user")) {
        question = message.path("content").asText();
      }
    }
    return question;
  }

  /** Words, in place of tokens. */
  int length() {
    int words = words(system());
    for (JsonNode message : whole()) {
      words += words(message.path("content").asText());
    }
    return words;
  }

  static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
  }

  private ArrayNode whole() {
    return Json.object().putArray("").addAll(model.messages()).addAll(messages);
  }
}

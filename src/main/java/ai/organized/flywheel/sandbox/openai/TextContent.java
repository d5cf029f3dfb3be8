package ai.organized.flywheel.sandbox.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The text of a message: its content is a string, or a list of parts of type {@code text}. */
final class TextContent {
  private TextContent() {}

  /** The text, or nothing when the content is blank, absent or of another shape. */
  static Optional<String> of(JsonNode content) {
    if (content == null) {
      return Optional.empty();
    }
    if (content.isTextual()) {
      return Optional.of(content.textValue()).filter(text -> !text.isBlank());
    }
    if (!content.isArray()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (!part.path("type").asText().equals("text") || !part.path("text").isTextual()) {
        return Optional.empty();
      }
      text.append(part.get("text").textValue());
    }
    return Optional.of(text.toString()).filter(whole -> !whole.isBlank());
  }

  /** Words stand in for tokens wherever the sandbox counts. */
  static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }
}

package ai.organized.flywheel.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What a tool answers.
 *
 * @param structured goes out as structuredContent
 * @param texts one text block each
 * @param error whether isError says so; many real servers put their errors into a text instead
 */
public record ToolAnswer(Optional<JsonNode> structured, List<String> texts, boolean error) {

  /** As structuredContent and, as servers do, once more as text. */
  public static ToolAnswer structured(JsonNode json) {
    return new ToolAnswer(Optional.of(json), List.of(json.toString()), false);
  }

  public static ToolAnswer text(String text) {
    return new ToolAnswer(Optional.empty(), List.of(text), false);
  }

  public static ToolAnswer error(String text) {
    return new ToolAnswer(Optional.empty(), List.of(text), true);
  }
}

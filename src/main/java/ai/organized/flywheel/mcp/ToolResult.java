package ai.organized.flywheel.mcp;

import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes what a tool means out of what it sent, whatever it is wrapped in. */
final class ToolResult {
  /** What TrueClicks writes before its JSON. */
  private static final Pattern PREFIX = Pattern.compile("^(Query result|Accounts):\\s*");

  private ToolResult() {}

  /**
   * @throws ai.organized.flywheel.failure.FailureException when the tool says no, be it with
   *     isError or, as Pipeboard and TrueClicks do, in an ordinary result
   */
  static JsonNode read(McpServer server, McpTool tool, JsonNode result) {
    JsonNode structured = result.path("structuredContent");
    boolean isStructured = !structured.isMissingNode() && !structured.isNull();
    JsonNode value =
        isStructured ? fromStructured(structured, tool.outputSchema()) : fromTexts(result);
    if (result.path("isError").asBoolean() || isError(value)) {
      throw ToolFailure.of(
          server + " refused tools/call " + tool.name(), Quote.of(server, message(value)), value);
    }
    return value;
  }

  private static JsonNode fromStructured(JsonNode structured, JsonNode outputSchema) {
    if (isLone(structured, "result") && isWrapper(outputSchema)) {
      JsonNode inside = structured.get("result");
      return inside.isTextual() ? fromText(inside.textValue()) : inside;
    }
    return isLone(structured, "data") ? structured.get("data") : structured;
  }

  /** FastMCP says that it wraps; Python's own SDK, which Pipeboard uses, does it unsaid. */
  private static boolean isWrapper(JsonNode schema) {
    return schema.path("x-fastmcp-wrap-result").asBoolean()
        || isLone(schema.path("properties"), "result");
  }

  private static boolean isLone(JsonNode node, String key) {
    return node.size() == 1 && node.has(key);
  }

  private static JsonNode fromTexts(JsonNode result) {
    List<String> texts = new ArrayList<>();
    for (JsonNode block : result.path("content")) {
      if (block.path("type").asText().equals("text")) {
        texts.add(block.path("text").asText());
      }
    }
    if (texts.isEmpty()) {
      return NullNode.getInstance();
    }
    return texts.size() == 1 ? fromText(texts.get(0)) : rows(texts).orElseGet(() -> joined(texts));
  }

  /** FastMCP sends a list as one block a row. */
  private static Optional<JsonNode> rows(List<String> texts) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (String text : texts) {
      Optional<JsonNode> row = Rpc.parse(text);
      if (row.isEmpty()) {
        return Optional.empty();
      }
      rows.add(row.get());
    }
    return Optional.of(rows);
  }

  private static JsonNode joined(List<String> texts) {
    String seamless = String.join("", texts);
    JsonNode whole = fromText(seamless);
    if (!whole.isTextual()) {
      return whole;
    }
    // A secret that the end of a block cuts in two is seen only where the two are one.
    boolean clean = new Redactions().clean(seamless).equals(seamless);
    return TextNode.valueOf(clean ? String.join("\n", texts) : seamless);
  }

  private static JsonNode fromText(String text) {
    return Rpc.parse(PREFIX.matcher(text).replaceFirst("")).orElseGet(() -> TextNode.valueOf(text));
  }

  private static boolean isError(JsonNode value) {
    JsonNode error = value.path("error");
    boolean filled =
        error.isTextual() ? !error.textValue().isBlank() : error.size() > 0 || error.asBoolean();
    return (filled && !value.has("data"))
        || (value.isTextual() && value.textValue().startsWith("Failed to "));
  }

  /** The texts named message, from outside inwards: the outer often says only HTTP Error: 403. */
  private static String message(JsonNode value) {
    if (value.isTextual() || value.isNull()) {
      return value.asText("");
    }
    List<String> messages = value.findValuesAsText("message");
    return messages.isEmpty() ? value.toString() : String.join(": ", new LinkedHashSet<>(messages));
  }
}

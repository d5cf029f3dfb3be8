package ai.organized.flywheel.sandbox.mlx;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One file of a data folder, line by line; its first line decides which format all have. */
final class Lines {
  private Lines() {}

  /** None when there is no such file. */
  static List<String> read(Path file, LoadedModel model, boolean maskPrompt) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<String> lines = Files.readString(file).lines().toList();
    List<ObjectNode> read = new ArrayList<>();
    for (String line : lines) {
      read.add(Json.readObject(line).orElseThrow(() -> notJson(line)));
    }
    if (read.isEmpty()) {
      throw ToolExit.python("IndexError", "list index out of range");
    }
    ObjectNode first = read.get(0);
    if (first.has("prompt") && first.has("completion")) {
      read.forEach(line -> require(line, "prompt"));
    } else if (first.has("messages")) {
      read.forEach(line -> template(line, model));
    } else if (!first.has("text")) {
      throw ToolExit.python(
          "ValueError",
          "Unsupported data format, check the supported formats here:\n"
              + "https://github.com/ml-explore/mlx-lm/blob/main/mlx_lm/LORA.md#Data.");
    } else if (maskPrompt) {
      throw ToolExit.python("ValueError", "Prompt masking not supported for text dataset.");
    }
    return lines;
  }

  /** A blank line is no JSON either. */
  private static ToolExit notJson(String line) {
    return ToolExit.python(
        "json.decoder.JSONDecodeError",
        line.isBlank()
            ? "Expecting value: line 2 column 1 (char 1)"
            : "Expecting ',' delimiter: line 1 column " + line.length());
  }

  private static void require(ObjectNode line, String key) {
    if (!line.has(key)) {
      throw ToolExit.python("KeyError", "'" + key + "'");
    }
  }

  private static void template(ObjectNode line, LoadedModel model) {
    require(line, "messages");
    if (model.chatTemplate().isEmpty()) {
      throw ToolExit.python(
          "ValueError",
          "Cannot use chat template functions because tokenizer.chat_template is not set and no"
              + " template argument was passed!");
    }
    for (JsonNode message : line.get("messages")) {
      boolean system = message.path("role").asText().equals("system");
      if (system && model.chatTemplate().contains("System role not supported")) {
        throw ToolExit.python("jinja2.exceptions.TemplateError", "System role not supported");
      }
    }
  }
}

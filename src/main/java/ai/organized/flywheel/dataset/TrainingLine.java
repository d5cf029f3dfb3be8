package ai.organized.flywheel.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of a training file: system, user and assistant message and nothing else, so that every
 * trainer takes it. UTF-8, LF, no byte order mark.
 */
final class TrainingLine {
  /** Half a surrogate pair: UTF-8 has no bytes for it, JSON has an escape. */
  private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

  private TrainingLine() {}

  static byte[] of(String systemPrompt, Example example) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ArrayNode messages = line.putArray("messages");
    messages.addObject().put("role", "system").put("content", systemPrompt);
    messages.addObject().put("role", "user").put("content", example.question());
    messages.addObject().put("role", "assistant").put("content", example.answer());
    return (escaped(line.toString()) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String json) {
    return HALF_PAIR
        .matcher(json)
        .replaceAll(half -> String.format("\\\\u%04x", (int) half.group().charAt(0)));
  }

  static byte[][] all(String systemPrompt, List<Example> examples) {
    return examples.stream().map(e -> of(systemPrompt, e)).toArray(byte[][]::new);
  }
}

package ai.organized.flywheel.sandbox.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What OpenAI asks of a file for supervised fine-tuning: UTF-8 without byte order mark, one JSON
 * object a line, LF line ends, no blank lines, nothing at top level but the documented keys, a
 * conversation that ends with the assistant, at least {@value #FEWEST_EXAMPLES} examples.
 * Duplicates are fine.
 */
public final class TrainingFileRules {
  public static final int FEWEST_EXAMPLES = 10;

  /** What is wrong with a file, as {@code error.code} and {@code error.message} of its job. */
  public record Problem(String code, String message) {}

  private static final String FORMAT = "invalid_file_format";
  private static final String CONTENT = "invalid_training_file";
  private static final Set<String> LINE_KEYS =
      Set.of("messages", "tools", "parallel_tool_calls", "functions");
  private static final Set<String> MESSAGE_KEYS =
      Set.of(
          "role",
          "content",
          "name",
          "tool_calls",
          "tool_call_id",
          "function_call",
          "weight",
          "refusal");
  private static final Set<String> ROLES =
      Set.of("system", "user", "assistant", "tool", "function");

  private TrainingFileRules() {}

  /** The first problem of a training file, or nothing when the file is good. */
  public static Optional<Problem> firstProblem(byte[] file) {
    return firstProblem(file, FEWEST_EXAMPLES);
  }

  static Optional<Problem> firstProblem(byte[] file, int fewestExamples) {
    try {
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        checkLine(lines.get(i), "Example " + (i + 1));
      }
      if (lines.size() < fewestExamples) {
        throw new Wrong(
            "invalid_n_examples",
            "Training file has %d example(s), but must have at least %d examples"
                .formatted(lines.size(), fewestExamples));
      }
      return Optional.empty();
    } catch (Wrong wrong) {
      return Optional.of(wrong.problem);
    }
  }

  /** The lines of a file; one LF after the last line is its end and no line of its own. */
  static List<String> lines(byte[] file) {
    String text = text(file);
    if (text.isEmpty()) {
      return List.of();
    }
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return List.of(body.split("\n", -1));
  }

  private static String text(byte[] file) {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      throw new Wrong(FORMAT, "Expected file to have JSONL format in UTF-8, but it is not UTF-8");
    }
    if (text.startsWith("\uFEFF")) {
      throw new Wrong(FORMAT, "Expected file to have JSONL format without a byte order mark");
    }
    return text;
  }

  private static void checkLine(String line, String example) {
    if (line.isBlank()) {
      throw new Wrong(FORMAT, example + " is a blank line");
    }
    if (line.endsWith("\r")) {
      throw new Wrong(FORMAT, example + " ends in CR LF; lines must end in LF");
    }
    ObjectNode fields =
        Json.readObject(line)
            .orElseThrow(
                () ->
                    new Wrong(
                        FORMAT,
                        "Expected file to have JSONL format. " + example + " is no JSON object"));
    JsonNode messages = fields.get("messages");
    if (messages == null) {
      // Pairs are a known format, but not one that today's models are trained on.
      boolean pair = fields.has("prompt") || fields.has("completion");
      throw new Wrong(
          CONTENT,
          pair
              ? example + ": missing key 'messages'"
              : example + ": expected either prompt/completion pairs or chat messages");
    }
    refuseExtra(fields, LINE_KEYS, example);
    if (!messages.isArray() || messages.isEmpty()) {
      throw new Wrong(CONTENT, example + ": 'messages' must be a list that is not empty");
    }
    for (int i = 0; i < messages.size(); i++) {
      checkMessage(messages.get(i), example + ", message " + (i + 1));
    }
    if (!messages.get(messages.size() - 1).get("role").asText().equals("assistant")) {
      throw new Wrong(CONTENT, example + ": the last message must be from the assistant");
    }
  }

  private static void checkMessage(JsonNode message, String place) {
    if (!(message instanceof ObjectNode fields)) {
      throw new Wrong(CONTENT, place + ": a message must be an object");
    }
    if (!fields.has("role")) {
      throw new Wrong(CONTENT, place + ": Discriminator 'role' is missing");
    }
    String role = fields.get("role").asText();
    if (!ROLES.contains(role)) {
      throw new Wrong(CONTENT, place + ": '" + role + "' is no role");
    }
    refuseExtra(fields, MESSAGE_KEYS, place);
    JsonNode weight = fields.get("weight");
    if (weight != null && !(role.equals("assistant") && weight.toString().matches("[01]"))) {
      throw new Wrong(CONTENT, place + ": 'weight' is for the assistant alone, and 0 or 1");
    }
    boolean mayBeSilent =
        role.equals("assistant")
            && (fields.has("tool_calls") || fields.has("function_call") || fields.has("refusal"));
    boolean silent = !fields.hasNonNull("content");
    if (!(silent && mayBeSilent) && TextContent.of(fields.get("content")).isEmpty()) {
      throw new Wrong(CONTENT, place + ": content must be text and not empty");
    }
  }

  private static void refuseExtra(ObjectNode fields, Set<String> known, String place) {
    for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new Wrong(FORMAT, place + " contains an extra \"" + name + "\"");
      }
    }
  }

  /** Ends the check at the first problem. */
  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Wrong(String code, String message) {
      super(message, null, false, false);
      this.problem = new Problem(code, message);
    }
  }
}

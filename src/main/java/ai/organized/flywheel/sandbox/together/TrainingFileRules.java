package ai.organized.flywheel.sandbox.together;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Together asks of a JSONL file for training on conversations: UTF-8, an object a line, one
 * format for all of them and no other key beside it; contents are texts, roles alternate, and the
 * assistant says something. One example is enough.
 *
 * <p>Source: {@code lib/check-file.js} of the package {@code together-ai} 0.52.0, whose sentences
 * these are.
 */
final class TrainingFileRules {
  private static final Map<String, Set<String>> FORMATS =
      Map.of(
          "general", Set.of("text"),
          "conversation", Set.of("messages"),
          "instruction", Set.of("prompt", "completion"),
          "preference_openai", Set.of("input", "preferred_output", "non_preferred_output"));
  private static final Set<String> ROLES = Set.of("system", "user", "assistant");

  private TrainingFileRules() {}

  /** The first problem of a training file, or nothing when the file is good. */
  static Optional<String> firstProblem(byte[] file) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      if (text.isEmpty()) {
        return Optional.of("File is empty");
      }
      List<String> lines = text.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        checkLine(lines.get(i), i + 1);
      }
      return Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.of("File is not UTF-8 encoded.");
    } catch (Wrong wrong) {
      return Optional.of(wrong.getMessage());
    }
  }

  private static void checkLine(String line, int number) {
    ObjectNode fields =
        Json.readObject(line)
            .orElseThrow(
                () ->
                    new Wrong(
                        "Error parsing file. Invalid format on line "
                            + number
                            + " of the input file. Datasets must follow text, conversational, or"
                            + " instruction format."));
    List<String> formats =
        FORMATS.keySet().stream()
            .filter(format -> FORMATS.get(format).stream().allMatch(fields::has))
            .sorted()
            .toList();
    if (formats.isEmpty()) {
      throw new Wrong("Error parsing file. Could not detect a format for the line " + number);
    }
    if (formats.size() > 1) {
      throw new Wrong(
          "Found multiple dataset formats in the input file. Got "
              + String.join(" and ", formats)
              + " on line "
              + number
              + ".");
    }
    fields
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FORMATS.get(formats.get(0)).contains(name)) {
                throw new Wrong("Found extra column \"" + name + "\" in the line " + number + ".");
              }
            });
    if (!formats.get(0).equals("conversation")) {
      throw new Wrong("This stand-in trains on conversations alone; see line " + number);
    }
    checkMessages(fields.get("messages"), number);
  }

  private static void checkMessages(JsonNode messages, int number) {
    if (!messages.isArray() || messages.isEmpty()) {
      throw wrongOn(number, "The `messages` column must be a list that is not empty.");
    }
    String previous = "";
    boolean answered = false;
    for (JsonNode message : messages) {
      for (String column : List.of("role", "content")) {
        if (!message.has(column)) {
          throw new Wrong(
              "Missing required column `" + column + "` in message on line " + number + ".");
        }
        if (!message.get(column).isTextual()) {
          throw new Wrong("Column `" + column + "` is not a string on line " + number + ".");
        }
      }
      String role = message.get("role").textValue();
      if (!ROLES.contains(role)) {
        throw new Wrong("Invalid role `" + role + "` in conversation on line " + number + ".");
      }
      if (role.equals(previous)) {
        throw new Wrong(
            "Invalid role turns on line "
                + number
                + " of the input file. After the optional system message, conversation roles must"
                + " alternate between user/assistant/user/assistant.");
      }
      JsonNode weight = message.get("weight");
      if (weight != null && !weight.toString().matches("[01]")) {
        throw new Wrong("Weight must be either 0 or 1 on line " + number + ".");
      }
      previous = role;
      answered = answered || role.equals("assistant");
    }
    if (!answered) {
      throw wrongOn(
          number, "At least one message with the assistant role must be present in the example.");
    }
  }

  private static Wrong wrongOn(int number, String why) {
    return new Wrong("Invalid format on line " + number + " of the input file. " + why);
  }

  /** Ends the check at the first problem. */
  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message, null, false, false);
    }
  }
}

package ai.organized.flywheel.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a line says, whatever may be wrong with it.
 *
 * @param prompt what stands before the answer
 * @param answers one to imitate; or the better one and the worse one
 * @param tools the declared tools as text; empty when there are none
 */
record Sample(List<Message> prompt, List<Message> answers, String tools) {

  record Message(String role, String text) {

    static Message of(JsonNode node) {
      StringBuilder text = new StringBuilder(text(node.path("content")));
      for (String key : List.of("tool_calls", "function_call", "refusal")) {
        if (node.hasNonNull(key)) {
          text.append(node.get(key).isTextual() ? node.get(key).asText() : node.get(key));
        }
      }
      return new Message(node.path("role").asText(), text.toString());
    }

    /** A text, or the texts among its parts. */
    private static String text(JsonNode content) {
      StringBuilder text = new StringBuilder(content.isTextual() ? content.asText() : "");
      for (JsonNode part : content) {
        text.append(part.path("text").asText());
      }
      return text.toString();
    }
  }

  static Sample of(ObjectNode line, Shape shape) {
    if (shape == Shape.CHAT) {
      List<Message> all = messages(line.path("messages"));
      int last = Math.max(0, all.size() - 1);
      return new Sample(
          List.copyOf(all.subList(0, last)),
          List.copyOf(all.subList(last, all.size())),
          tools(line));
    }
    boolean trl = shape == Shape.PREFERENCE_TRL;
    List<Message> answers = messages(line.path(trl ? "chosen" : "preferred_output"));
    answers.addAll(messages(line.path(trl ? "rejected" : "non_preferred_output")));
    JsonNode input = line.path("input");
    List<Message> prompt = messages(trl ? line.path("prompt") : input.path("messages"));
    return new Sample(prompt, answers, tools(trl ? line : input));
  }

  private static List<Message> messages(JsonNode list) {
    List<Message> messages = new ArrayList<>();
    list.forEach(node -> messages.add(Message.of(node)));
    return messages;
  }

  private static String tools(JsonNode place) {
    return place.has("tools") ? place.get("tools").toString() : "";
  }

  /** What is asked, with the turns before; the system prompt says who answers, not what. */
  String question() {
    return prompt.stream()
        .filter(message -> !message.role().equals("system"))
        .map(message -> message.role() + "\u0000" + message.text())
        .collect(Collectors.joining("\u0000"));
  }

  /** The one to imitate; of a pair the better one. */
  String answer() {
    return answers.isEmpty() ? "" : answers.get(0).text();
  }

  /** Question with all answers: equal for lines that teach the same. */
  String whole() {
    return question() + answers.stream().map(Message::text).collect(Collectors.joining("\u0001"));
  }
}

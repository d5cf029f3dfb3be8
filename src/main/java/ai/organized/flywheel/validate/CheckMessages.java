package ai.organized.flywheel.validate;

import static ai.organized.flywheel.validate.Severity.ERROR;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Checks a list of messages: each by itself, then the order of their roles. */
final class CheckMessages {
  /** Turns that may follow one of their own: several tools answer one call. */
  private static final Set<String> TOOLS = Set.of("tool", "function");

  private final Provider.Rules rules;
  private final Findings findings;

  CheckMessages(Provider.Rules rules, Findings findings) {
    this.rules = rules;
    this.findings = findings;
  }

  /** A conversation whose last turn is what is learned. */
  void conversation(long line, JsonNode messages) {
    if (each(line, messages)) {
      order(line, messages);
      if (!role(messages, messages.size() - 1).equals("assistant")) {
        findings.error(line, "last_turn", "the last turn must be the assistant's");
      }
      if (rules.weighed() && trainsOnNothing(messages)) {
        findings.warning(line, "trains_on_nothing", "every turn of the assistant has the weight 0");
      }
    }
  }

  /** The part of a preference pair that both answers follow. */
  void prompt(long line, JsonNode messages) {
    if (each(line, messages)) {
      order(line, messages);
      if (role(messages, messages.size() - 1).equals("assistant")) {
        findings.error(line, "last_turn", "the prompt of a pair must not end with the assistant");
      }
    }
  }

  /** One answer of a preference pair. */
  void output(long line, JsonNode messages, String key) {
    if (each(line, messages) && (messages.size() != 1 || !role(messages, 0).equals("assistant"))) {
      findings.error(line, "one_answer", key + " must be one turn of the assistant");
    }
  }

  /** False when there are none, or one is no message: then their order says nothing. */
  private boolean each(long line, JsonNode messages) {
    if (!messages.isArray() || messages.isEmpty()) {
      findings.error(line, "no_messages", "the messages must be a list that is not empty");
      return false;
    }
    boolean readable = true;
    for (JsonNode message : messages) {
      if (message instanceof ObjectNode object && object.path("role").isTextual()) {
        keys(line, object);
        role(line, object.get("role").asText());
        content(line, object);
        weight(line, object);
      } else {
        findings.error(line, "no_role", "a message must be an object with a role");
        readable = false;
      }
    }
    return readable;
  }

  private void keys(long line, ObjectNode message) {
    for (String key : (Iterable<String>) message::fieldNames) {
      // weight has a rule of its own
      if (!rules.messageKeys().contains(key) && !key.equals("weight")) {
        String what = rules.unknownKey() == ERROR ? "is unknown" : "is ignored";
        findings.add(
            new Finding(
                line,
                rules.unknownKey(),
                "unknown_message_key",
                "the key " + KeyName.of(key) + " of a message " + what));
      }
    }
  }

  private void role(long line, String role) {
    if (!rules.roles().contains(role)) {
      findings.error(
          line,
          "unknown_role",
          "a role must be one of " + String.join(", ", rules.roles().stream().sorted().toList()));
    }
  }

  private void content(long line, ObjectNode message) {
    JsonNode content = message.path("content");
    boolean calls =
        message.hasNonNull("tool_calls")
            || message.hasNonNull("function_call")
            || message.hasNonNull("refusal");
    if (content.isMissingNode() || content.isNull()) {
      if (!calls || !message.path("role").asText().equals("assistant")) {
        findings.error(line, "empty_content", "the content of a message is missing");
      }
    } else if (content.isTextual() || (content.isArray() && rules.partsOfText())) {
      if (Sample.Message.of(message).text().isBlank() && !hasPicture(content)) {
        findings.error(line, "empty_content", "the content of a message is empty");
      }
    } else {
      findings.error(line, "content_no_text", "the content of a message must be a text");
    }
  }

  private static boolean hasPicture(JsonNode content) {
    return content.isArray() && content.findValuesAsText("type").contains("image_url");
  }

  private void weight(long line, ObjectNode message) {
    JsonNode weight = message.get("weight");
    if (weight == null) {
      return;
    }
    if (!rules.weighed()) {
      findings.warning(
          line,
          "weight_ignored",
          "weight is ignored here: a turn with 0 is trained on all the same");
    } else if (!message.path("role").asText().equals("assistant")) {
      findings.error(line, "weight", "only a turn of the assistant has a weight");
    } else if (!weight.isInt() || weight.asInt() < 0 || weight.asInt() > 1) {
      findings.error(line, "weight", "a weight is the number 0 or 1");
    }
  }

  private void order(long line, JsonNode messages) {
    String before = "";
    boolean asked = false;
    for (int i = 0; i < messages.size(); i++) {
      String role = role(messages, i);
      if (role.equals("system") && i > 0) {
        findings.error(line, "system_not_first", "a system message stands first and nowhere else");
      } else if (role.equals(before) && !TOOLS.contains(role)) {
        repeated(line, "two turns in a row have the same role");
      } else if (role.equals("assistant") && !asked && (i == 0 || before.equals("system"))) {
        repeated(line, "the assistant speaks before the user");
      }
      asked |= role.equals("user");
      before = role;
    }
    if (!asked) {
      findings.error(line, "no_user_turn", "there is no turn of the user to answer");
    }
  }

  private void repeated(long line, String message) {
    findings.add(new Finding(line, rules.repeatedRole(), "turn_order", message));
  }

  private static boolean trainsOnNothing(JsonNode messages) {
    List<JsonNode> weights = messages.findValues("weight");
    long turns = messages.findValuesAsText("role").stream().filter("assistant"::equals).count();
    return !weights.isEmpty()
        && weights.size() == turns
        && weights.stream().allMatch(weight -> weight.isInt() && weight.asInt() == 0);
  }

  private static String role(JsonNode messages, int index) {
    return messages.get(index).path("role").asText();
  }
}

package ai.organized.flywheel.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A message as Slack's blocks: a header, the sentence, the evidence as fields, the command.
 *
 * <p>Slack takes 150 characters of a header, 3,000 of a section and ten fields of 2,000, and, which
 * it says nowhere, about 13,200 in all (slackapi/bolt-js#2509). The parts are kept so short that
 * the sum stays below that.
 */
final class BlockKit {
  private static final int HEADER = 150;
  private static final int TEXT = 3_000;
  private static final int FIELDS = 10;
  private static final int FIELD = 600;
  private static final int COMMAND = 1_000;

  private BlockKit() {}

  static ArrayNode of(Message message) {
    ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
    blocks
        .addObject()
        .put("type", "header")
        .set("text", text("plain_text", escaped(message.title(), HEADER)));
    section(blocks).set("text", text("mrkdwn", escaped(message.text(), TEXT)));
    if (!message.evidence().isEmpty()) {
      ArrayNode fields = section(blocks).putArray("fields");
      message.evidence().stream()
          .limit(FIELDS)
          .map(fact -> "*" + escaped(fact.name(), FIELD / 4) + "*\n" + escaped(fact.value(), FIELD))
          .forEach(field -> fields.add(text("mrkdwn", field)));
    }
    message
        .next()
        .ifPresent(
            step ->
                section(blocks)
                    .set(
                        "text",
                        text(
                            "mrkdwn",
                            escaped(step.purpose(), HEADER)
                                + ":\n`"
                                + escaped(step.command().replace('`', '\''), COMMAND)
                                + "`")));
    return blocks;
  }

  private static ObjectNode section(ArrayNode blocks) {
    return blocks.addObject().put("type", "section");
  }

  private static ObjectNode text(String type, String text) {
    return JsonNodeFactory.instance.objectNode().put("type", type).put("text", text);
  }

  /**
   * As Slack asks for it, so that a text can neither link nor mention; cut before a character that
   * would make it longer than {@code most}, never within an escape. Nothing at all is a space:
   * Slack refuses an empty text.
   */
  static String escaped(String text, int most) {
    StringBuilder escaped = new StringBuilder();
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      String next = escape(text.codePointAt(at));
      if (escaped.length() + next.length() > most - 1) {
        return escaped.append('…').toString();
      }
      escaped.append(next);
    }
    return escaped.isEmpty() ? " " : escaped.toString();
  }

  private static String escape(int character) {
    return switch (character) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(character);
    };
  }
}

package ai.organized.flywheel.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** What Slack takes as blocks of a message; docs.slack.dev/reference/block-kit/blocks. */
final class BlockRules {
  private static final int BLOCKS = 50;
  private static final int HEADER = 150;
  private static final int SECTION = 3_000;
  private static final int FIELDS = 10;
  private static final int FIELD = 2_000;
  private static final int ELEMENTS = 10;
  private static final int ID = 255;

  /** Found by others, said nowhere: slackapi/bolt-js#2509. */
  private static final int TOTAL = 13_200;

  private static final Set<String> ANY = Set.of("plain_text", "mrkdwn");

  private BlockRules() {}

  /** The word with which they are refused; empty: they are taken. */
  static Optional<String> refusal(JsonNode blocks) {
    if (!blocks.isArray() || blocks.size() > BLOCKS) {
      return Optional.of("invalid_blocks");
    }
    int total = 0;
    for (JsonNode block : blocks) {
      if (!isBlock(block)) {
        return Optional.of("invalid_blocks");
      }
      total += characters(block);
    }
    return total > TOTAL ? Optional.of("msg_blocks_too_long") : Optional.empty();
  }

  private static int characters(JsonNode node) {
    int sum = node.path("text").asText("").length();
    for (JsonNode child : node) {
      sum += characters(child);
    }
    return sum;
  }

  private static boolean isBlock(JsonNode block) {
    JsonNode id = block.path("block_id");
    if (!id.isMissingNode() && (!id.isTextual() || id.textValue().length() > ID)) {
      return false;
    }
    return switch (block.path("type").asText()) {
      case "header" -> isText(block.path("text"), Set.of("plain_text"), HEADER);
      case "section" -> isSection(block);
      case "context" -> isContext(block.path("elements"));
      case "divider" -> true;
      default -> false;
    };
  }

  /** A text, or fields, or both. */
  private static boolean isSection(JsonNode block) {
    boolean text = block.has("text");
    boolean fields = block.has("fields");
    return (text || fields)
        && (!text || isText(block.path("text"), ANY, SECTION))
        && (!fields || areTexts(block.path("fields"), FIELDS, FIELD));
  }

  private static boolean isContext(JsonNode elements) {
    return areTexts(elements, ELEMENTS, SECTION);
  }

  private static boolean areTexts(JsonNode texts, int most, int length) {
    boolean fits = texts.isArray() && !texts.isEmpty() && texts.size() <= most;
    for (JsonNode text : texts) {
      fits &= isText(text, ANY, length);
    }
    return fits;
  }

  private static boolean isText(JsonNode text, Set<String> types, int length) {
    JsonNode value = text.path("text");
    return types.contains(text.path("type").asText())
        && value.isTextual()
        && !value.textValue().isEmpty()
        && value.textValue().length() <= length;
  }
}

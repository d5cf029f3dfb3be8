package ai.organized.flywheel.telemetry;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.OptionalDouble;

/** How much of an answer a person kept, 0 to 1. */
final class Acceptance {
  private Acceptance() {}

  /** Two JSON documents by their values, anything else by its words; empty: nothing to compare. */
  static OptionalDouble of(String answer, String edited) {
    JsonNode before = json(answer);
    JsonNode after = json(edited);
    return before.isContainerNode() && after.isContainerNode()
        ? SeedAcceptance.of(before, after)
        : TextAcceptance.of(answer, edited);
  }

  private static JsonNode json(String text) {
    String begins = text.stripLeading();
    if (!begins.startsWith("{") && !begins.startsWith("[")) {
      return MissingNode.getInstance();
    }
    try {
      return Json.STRICT.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}

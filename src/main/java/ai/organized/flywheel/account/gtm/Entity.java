package ai.organized.flywheel.account.gtm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What all things in a container have: fields, and mostly a name and a type. */
final class Entity {
  private Entity() {}

  static String name(JsonNode entity) {
    return text(entity, "name").orElse("(unnamed)");
  }

  /** Tag Manager's code, as it stands there. */
  static String type(JsonNode entity) {
    return text(entity, "type").orElse("unknown");
  }

  /** A copy in which one field is another. */
  static ObjectNode with(ObjectNode entity, String key, JsonNode value) {
    ObjectNode copy = entity.objectNode();
    copy.setAll(entity);
    copy.set(key, value);
    return copy;
  }

  static Optional<String> text(JsonNode entity, String key) {
    return Optional.of(entity.path(key).asText("")).filter(text -> !text.isBlank());
  }
}

package ai.organized.flywheel.account.gtm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** Tag Manager's {@code "parameter": [{"key": …, "value": …}]}. */
final class ParameterList {
  private ParameterList() {}

  /** The text under a key; empty when there is none, or only blanks. */
  static Optional<String> value(JsonNode owner, String key) {
    JsonNode value = named(owner, key).path("value");
    return Optional.of(value.asText("")).filter(text -> !text.isBlank());
  }

  static boolean isTrue(JsonNode owner, String key) {
    return named(owner, key).path("value").asBoolean();
  }

  /** The rows under a key; a missing node when there are none. */
  static JsonNode list(JsonNode owner, String key) {
    return named(owner, key).path("list");
  }

  private static JsonNode named(JsonNode owner, String key) {
    for (JsonNode parameter : owner.path("parameter")) {
      if (key.equals(parameter.path("key").textValue())) {
        return parameter;
      }
    }
    return MissingNode.getInstance();
  }
}

package ai.organized.flywheel.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Tag Manager's {@code "parameter": [{"key": …, "value": …}]}. */
final class ParameterList {
  private ParameterList() {}

  static Optional<String> value(JsonNode owner, String key) {
    for (JsonNode parameter : owner.path("parameter")) {
      if (parameter.path("key").asText().equals(key)) {
        return Optional.of(parameter.path("value").asText(""));
      }
    }
    return Optional.empty();
  }
}

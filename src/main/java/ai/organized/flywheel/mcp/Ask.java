package ai.organized.flywheel.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What is asked of a server, in the terms of both eras.
 *
 * @param parameterHeaders arguments that a server of the stateless era wants repeated in headers
 */
record Ask(String method, ObjectNode params, Map<String, String> parameterHeaders) {

  static Ask of(String method, ObjectNode params) {
    return new Ask(method, params, Map.of());
  }

  /** For messages: {@code tools/call get_pixels}. */
  @Override
  public String toString() {
    return params.has("name") ? method + " " + params.get("name").asText() : method;
  }
}

package ai.organized.flywheel.mcp;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool that a server offers.
 *
 * @param readOnly whether the server says that it changes nothing
 * @param changes whether the server says that it does ({@code readOnlyHint: false}, and not {@code
 *     destructiveHint: false}); many servers say neither
 * @param inputSchema JSON Schema of its arguments
 * @param outputSchema JSON Schema of its structured result; missing node when it has none
 */
public record McpTool(
    String name, boolean readOnly, boolean changes, JsonNode inputSchema, JsonNode outputSchema) {

  static McpTool of(JsonNode listed) {
    JsonNode readOnly = listed.path("annotations").path("readOnlyHint");
    JsonNode destructive = listed.path("annotations").path("destructiveHint");
    return new McpTool(
        listed.path("name").asText(),
        readOnly.asBoolean(),
        readOnly.isBoolean() && !readOnly.asBoolean() && destructive.asBoolean(true),
        listed.path("inputSchema"),
        listed.path("outputSchema"));
  }
}

package ai.organized.flywheel.sandbox.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Compares the headers of a modern request with the body that they must repeat. */
final class ModernHeaders {
  static final int HEADER_MISMATCH = -32020;

  private ModernHeaders() {}

  static JsonNode version(ObjectNode message) {
    return message.at("/params/_meta").path("io.modelcontextprotocol/protocolVersion");
  }

  /** What is wrong with them, if anything. */
  static Optional<String> mismatch(Request request, ObjectNode message, McpTools tools) {
    Optional<String> wrong =
        differ(request, "mcp-protocol-version", version(message).textValue())
            .or(() -> differ(request, "mcp-method", message.get("method").textValue()));
    if (wrong.isPresent() || !message.path("method").asText().equals("tools/call")) {
      return wrong;
    }
    JsonNode params = message.path("params");
    String name = params.path("name").asText();
    return differ(request, "mcp-name", name)
        .or(
            () ->
                tools
                    .named(name)
                    .flatMap(
                        tool -> mismatch(request, tool.inputSchema(), params.path("arguments"))));
  }

  /** Looks along {@code properties} alone, as the protocol has it. */
  private static Optional<String> mismatch(Request request, JsonNode schema, JsonNode arguments) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode argument = arguments.path(property.getKey());
      String header = property.getValue().path("x-mcp-header").asText("");
      Optional<String> wrong =
          header.isEmpty() || argument.isMissingNode() || argument.isNull()
              ? mismatch(request, property.getValue(), argument)
              : differ(request, "mcp-param-" + header.toLowerCase(Locale.ROOT), argument.asText());
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> differ(Request request, String header, String inBody) {
    Optional<String> sent = request.header(header).map(ModernHeaders::decoded);
    if (sent.isEmpty()) {
      return Optional.of(header + " header is missing");
    }
    return sent.get().equals(inBody)
        ? Optional.empty()
        : Optional.of(
            header
                + " header value '"
                + sent.get()
                + "' does not match body value '"
                + inBody
                + "'");
  }

  private static String decoded(String value) {
    if (!value.startsWith("=?base64?") || !value.endsWith("?=")) {
      return value;
    }
    String encoded = value.substring("=?base64?".length(), value.length() - "?=".length());
    try {
      return new String(Base64.getDecoder().decode(encoded), UTF_8);
    } catch (IllegalArgumentException e) {
      return value; // matches nothing, which is then said
    }
  }
}

package ai.organized.flywheel.mcp;

import ai.organized.flywheel.failure.BrokenException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Messages of JSON-RPC 2.0, which is what the protocol is made of. */
final class Rpc {
  static final int METHOD_NOT_FOUND = -32601;
  static final int INVALID_PARAMS = -32602;
  static final int INTERNAL_ERROR = -32603;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION) // clients' texts stay out of logs
          .build();

  static {
    // A tool may send all its rows as one text, so a text may be as long as a reply.
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxStringLength(ReplyStream.LARGEST)
                .maxNestingDepth(200)
                .build());
  }

  private Rpc() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode request(long id, String method, ObjectNode params) {
    ObjectNode message = object().put("jsonrpc", "2.0").put("id", id).put("method", method);
    message.set("params", params);
    return message;
  }

  static ObjectNode notification(String method) {
    return object().put("jsonrpc", "2.0").put("method", method);
  }

  static byte[] bytes(ObjectNode message) {
    try {
      return MAPPER.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new BrokenException("cannot write a message", e);
    }
  }

  /** Empty when the text is no JSON. */
  static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** An error may lack the id: the server could not read it, or did not look. */
  static boolean isResponseTo(long id, JsonNode message) {
    JsonNode answered = message.path("id");
    boolean ours = answered.isIntegralNumber() && answered.longValue() == id;
    boolean nobodys = answered.isNull() || answered.isMissingNode();
    return message.path("jsonrpc").asText().equals("2.0")
        && ((message.has("result") && ours)
            || (message.path("error").isObject() && (ours || nobodys)));
  }
}

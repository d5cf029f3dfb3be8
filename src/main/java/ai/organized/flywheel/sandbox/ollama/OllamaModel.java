package ai.organized.flywheel.sandbox.ollama;

import ai.organized.flywheel.sandbox.answers.Known;
import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that is there.
 *
 * @param name with its tag
 * @param modifiedAt ISO 8601
 * @param config {@code parts} of its vectors when it embeds, else it converses; {@code
 *     architecture}, {@code parameter_size}, {@code quantization_level}, {@code parent_model},
 *     {@code system}, {@code template}, {@code parameters}, {@code messages}, {@code license},
 *     {@code renderer}, {@code parser}, {@code requires}; {@code lines} that it was trained on;
 *     {@code remote_host} and {@code remote_model} when it runs elsewhere
 */
record OllamaModel(String name, String modifiedAt, ObjectNode config) {
  private static final int DEFAULT_PARTS = 384;

  boolean embeds() {
    return config.has("parts") || architecture().equals("bert");
  }

  int parts() {
    return config.path("parts").asInt(DEFAULT_PARTS);
  }

  String architecture() {
    return config.path("architecture").asText("bert");
  }

  String system() {
    return config.path("system").asText("");
  }

  /** What is said before every conversation. */
  ArrayNode messages() {
    return config.path("messages") instanceof ArrayNode messages
        ? messages
        : Json.object().putArray("messages");
  }

  /** The training lines that its weights carry. */
  List<Known> trainedOn() {
    List<Known> examples = new ArrayList<>();
    config
        .path("lines")
        .forEach(
            line -> {
              JsonNode messages = Json.readObject(line.asText()).orElseThrow().path("messages");
              examples.addAll(pairs(messages));
            });
    return examples;
  }

  /** The questions among its messages, each with the answer that follows it. */
  List<Known> baked() {
    return pairs(messages());
  }

  private static List<Known> pairs(JsonNode messages) {
    List<Known> pairs = new ArrayList<>();
    String question = "";
    for (JsonNode message : messages) {
      String role = message.path("role").asText();
      String text = message.path("content").asText();
      if (role.equals("user")) {
        question = text;
      } else if (role.equals("assistant")) {
        pairs.add(new Known(question, text));
      }
    }
    return pairs;
  }

  /** Another one when anything about the model is. */
  String digest() {
    return Blobs.digest(Json.bytes(config)).substring("sha256:".length());
  }

  /** As {@code /api/tags} lists it. */
  ObjectNode listed() {
    ObjectNode row =
        Json.object()
            .put("name", name)
            .put("model", name)
            .put("modified_at", modifiedAt)
            .put("size", size())
            .put("digest", digest());
    row.set("details", details());
    row.set("capabilities", capabilities());
    return withRemote(row);
  }

  private long size() {
    return config.path("size").asLong(embeds() ? 45_960_996 : 4_920_753_328L);
  }

  ArrayNode capabilities() {
    ArrayNode capabilities = Json.object().putArray("capabilities");
    return embeds() ? capabilities.add("embedding") : capabilities.add("completion").add("tools");
  }

  ObjectNode details() {
    ObjectNode details =
        Json.object()
            .put("parent_model", config.path("parent_model").asText(""))
            .put("format", "gguf")
            .put("family", architecture());
    details.putArray("families").add(architecture());
    return details
        .put("parameter_size", config.path("parameter_size").asText(embeds() ? "23M" : "8.0B"))
        .put("quantization_level", quantization());
  }

  String quantization() {
    return config.path("quantization_level").asText(embeds() ? "F16" : "Q4_K_M");
  }

  ObjectNode withRemote(ObjectNode row) {
    for (String field : List.of("remote_model", "remote_host")) {
      if (config.hasNonNull(field)) {
        row.set(field, config.get(field));
      }
    }
    return row;
  }
}

package ai.organized.flywheel.sandbox.ollama;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/** The models that are there, by name with tag; names are the same in either case. */
final class OllamaModels {
  private static final String MODIFIED_AT = "2026-09-01T08:00:00Z";

  private final Map<String, ObjectNode> models =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param described {@code name}; {@code parts} of its vectors, 384 when it does not say; {@code
   *     remote_host} and {@code remote_model} when it runs elsewhere
   */
  void add(ObjectNode described) {
    String name = tagged(described.path("name").asText());
    models.put(name, described.deepCopy().put("name", name));
  }

  Optional<ObjectNode> find(String name) {
    return Optional.ofNullable(models.get(tagged(name)));
  }

  static int parts(ObjectNode model) {
    return model.path("parts").asInt(384);
  }

  /** As {@code /api/tags} lists them. */
  List<ObjectNode> listed() {
    return models.values().stream().map(OllamaModels::listed).toList();
  }

  private static ObjectNode listed(ObjectNode model) {
    String name = model.path("name").asText();
    UUID digest = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    ObjectNode row =
        Json.object()
            .put("name", name)
            .put("model", name)
            .put("modified_at", MODIFIED_AT)
            .put("size", 45_960_996)
            .put("digest", digest.toString().replace("-", "").repeat(2));
    row.set("details", details());
    row.putArray("capabilities").add("embedding");
    return withRemote(model, row);
  }

  /** As {@code /api/show} tells of one. */
  static ObjectNode shown(ObjectNode model) {
    ObjectNode shown =
        Json.object()
            .put("modelfile", "FROM " + model.path("name").asText())
            .put("parameters", "num_ctx                        256")
            .put("template", "{{ .Prompt }}");
    shown.set("details", details());
    shown
        .putObject("model_info")
        .put("general.architecture", "bert")
        .put("bert.context_length", 512)
        .put("bert.embedding_length", parts(model));
    shown.putArray("capabilities").add("embedding");
    return withRemote(model, shown.put("modified_at", MODIFIED_AT));
  }

  private static ObjectNode withRemote(ObjectNode model, ObjectNode row) {
    for (String field : List.of("remote_model", "remote_host")) {
      if (model.hasNonNull(field)) {
        row.set(field, model.get(field));
      }
    }
    return row;
  }

  private static ObjectNode details() {
    ObjectNode details =
        Json.object().put("parent_model", "").put("format", "gguf").put("family", "bert");
    details.putArray("families").add("bert");
    return details.put("parameter_size", "23M").put("quantization_level", "F16");
  }

  private static String tagged(String name) {
    return name.indexOf(':', name.lastIndexOf('/') + 1) < 0 ? name + ":latest" : name;
  }
}

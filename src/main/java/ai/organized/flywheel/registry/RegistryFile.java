package ai.organized.flywheel.registry;

import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.WholeFile;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** {@code model_registry.json}: the six keys of seed 001 first, ours after. */
public final class RegistryFile {
  /** In the order in which the keys are put, not sorted. */
  private static final ObjectWriter AS_PUT =
      Json.STRICT.writerWithDefaultPrettyPrinter().without(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

  private RegistryFile() {}

  static void write(Path clientFolder, List<ModelVersion> versions) {
    ArrayNode array = of(versions);
    WholeFile.write(
        clientFolder.resolve("model_registry.json"),
        out -> out.write(AS_PUT.writeValueAsBytes(array)));
  }

  public static ArrayNode of(List<ModelVersion> versions) {
    ArrayNode array = Json.STRICT.createArrayNode();
    for (ModelVersion version : versions) {
      ObjectNode row = array.addObject();
      row.put("version", version.version());
      row.put("track", version.track());
      row.put("model_id", version.modelId().orElse(null));
      row.put("eval_score", version.evalScore().orElse(null));
      row.put("active", version.state() == ModelState.ACTIVE);
      row.put("created_at", version.createdAt().toString());
      row.put("state", version.state().word());
      row.put("provider", version.provider());
      row.put("base_model", version.baseModel());
      row.put("reason", version.reason().orElse(null));
      row.put("removed_at", version.removedAt().map(Instant::toString).orElse(null));
    }
    return array;
  }
}

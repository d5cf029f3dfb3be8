package ai.organized.flywheel.sandbox.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The models that are there, by name with tag; names are the same in either case. */
final class OllamaModels {
  private final Map<String, OllamaModel> models =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Clock clock;

  OllamaModels(Clock clock) {
    this.clock = clock;
  }

  /** Puts a model there, in place of the one of this name, whose spelling stays. */
  OllamaModel put(String name, ObjectNode config) {
    String spelling = find(name).map(OllamaModel::name).orElse(ModelName.tagged(name));
    OllamaModel model = new OllamaModel(spelling, clock.instant().toString(), config.deepCopy());
    models.put(spelling, model);
    return model;
  }

  Optional<OllamaModel> find(String name) {
    return Optional.ofNullable(models.get(ModelName.tagged(name)));
  }

  OllamaModel require(String name) {
    return find(name).orElseThrow(() -> OllamaError.notFound(name));
  }

  void remove(String name) {
    if (models.remove(ModelName.tagged(name)) == null) {
      throw OllamaError.notFound(name);
    }
  }

  List<OllamaModel> all() {
    return List.copyOf(models.values());
  }
}

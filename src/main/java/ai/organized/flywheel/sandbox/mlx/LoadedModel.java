package ai.organized.flywheel.sandbox.mlx;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model in a folder: {@code config.json}, a tokenizer, {@code model*.safetensors}.
 *
 * @param tokenizer what {@code tokenizer_config.json} says
 */
record LoadedModel(Path folder, ObjectNode config, ObjectNode tokenizer) {

  /**
   * @param pathOrHubId a path, else a model in the local cache of the Hugging Face hub; there is no
   *     network in this sandbox
   */
  static LoadedModel load(String pathOrHubId) throws IOException {
    Path folder = Path.of(pathOrHubId);
    return in(Files.exists(folder) ? folder : cached(pathOrHubId));
  }

  private static LoadedModel in(Path folder) throws IOException {
    Path config = folder.resolve("config.json");
    if (!Files.exists(config)) {
      throw ToolExit.python(
          "FileNotFoundError", "[Errno 2] No such file or directory: '" + config + "'");
    }
    if (weights(folder).isEmpty()) {
      throw ToolExit.python("FileNotFoundError", "No safetensors found in " + folder);
    }
    ObjectNode read = Json.readObject(Files.readAllBytes(config)).orElseGet(Json::object);
    if (!read.hasNonNull("model_type")) {
      throw ToolExit.python("KeyError", "'model_type'");
    }
    Path tokenizer = folder.resolve("tokenizer_config.json");
    ObjectNode about =
        Files.exists(tokenizer)
            ? Json.readObject(Files.readAllBytes(tokenizer)).orElseGet(Json::object)
            : Json.object();
    return new LoadedModel(folder, read, about);
  }

  private static Path cached(String hubId) throws IOException {
    Path hub = Path.of(System.getenv().getOrDefault("HOME", "."), ".cache/huggingface/hub");
    Path snapshots =
        hub.resolve("models--" + hubId.replace("/", "--")).resolve("snapshots").normalize();
    if (Files.isDirectory(snapshots)) {
      try (Stream<Path> found = Files.list(snapshots)) {
        return found.findFirst().orElseThrow(() -> notCached(hubId));
      }
    }
    throw notCached(hubId);
  }

  private static ToolExit notCached(String hubId) {
    boolean offline = System.getenv().getOrDefault("HF_HUB_OFFLINE", "0").equals("1");
    return ToolExit.python(
        "huggingface_hub.errors.LocalEntryNotFoundError",
        offline
            ? "Cannot find an appropriate cached snapshot folder for the specified revision on the"
                + " local disk and outgoing traffic has been disabled. To enable repo look-ups and"
                + " downloads online, pass 'local_files_only=False' as input."
            : "An error happened while trying to locate the files of "
                + hubId
                + " on the Hub and we cannot find the appropriate snapshot folder for the specified"
                + " revision on the local disk. Please check your internet connection and try"
                + " again.");
  }

  static List<Path> weights(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("model.*\\.safetensors"))
          .toList();
    }
  }

  /** The layers that can be trained. */
  long layers() {
    return config.path("num_hidden_layers").asLong(0);
  }

  boolean isQuantized() {
    return config.hasNonNull("quantization");
  }

  String chatTemplate() {
    return tokenizer.path("chat_template").asText("");
  }
}

package ai.organized.flywheel.sandbox.mlx;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The program {@code mlx_lm.fuse}. */
final class Fuse {
  private static final Argparse ARGUMENTS =
      new Argparse(
          "mlx_lm.fuse",
          "Fuse fine-tuned adapters into the base model.",
          List.of(
              Option.text("--model"),
              Option.text("--save-path"),
              Option.text("--adapter-path"),
              Option.text("--upload-repo"),
              Option.toggle("--dequantize"),
              Option.toggle("--export-gguf"),
              Option.text("--gguf-path"),
              Option.toggle("--trust-remote-code")));
  private static final Set<String> GGUF = Set.of("llama", "mixtral", "mistral");
  private static final List<String> TOKENIZER =
      List.of(
          "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "tokenizer.model");

  private Fuse() {}

  static void run(List<String> arguments) throws IOException {
    System.out.println("Loading pretrained model"); // said before the arguments are read
    Map<String, Object> read = ARGUMENTS.read(arguments);
    String named = (String) read.getOrDefault("model", "mlx_model");
    LoadedModel model = LoadedModel.load(named);
    List<String> learned =
        adapters(Path.of((String) read.getOrDefault("adapter_path", "adapters")));

    ObjectNode config = model.config().deepCopy();
    List<String> names = new ArrayList<>();
    for (Path file : LoadedModel.weights(model.folder())) {
      names.addAll(Safetensors.names(Files.readAllBytes(file)));
    }
    if (read.containsKey("dequantize")) {
      System.out.println("Dequantizing model");
      config.remove("quantization");
      config.remove("quantization_config");
      names.removeIf(name -> name.endsWith(".scales") || name.endsWith(".biases"));
    }
    Path to = Path.of((String) read.getOrDefault("save_path", "fused_model"));
    Files.createDirectories(to);
    Safetensors.write(to.resolve("model.safetensors"), names, learned);
    Files.write(to.resolve("model.safetensors.index.json"), index(names));
    Files.write(to.resolve("config.json"), Json.bytes(config));
    for (String file : TOKENIZER) {
      Path from = model.folder().resolve(file);
      if (Files.exists(from)) {
        Files.copy(from, to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (read.containsKey("export_gguf")) {
      gguf(to.resolve((String) read.getOrDefault("gguf_path", "ggml-model-f16.gguf")), config);
    }
  }

  private static List<String> adapters(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw ToolExit.python("FileNotFoundError", "The adapter path does not exist: " + folder);
    }
    Path config = folder.resolve("adapter_config.json");
    Path weights = folder.resolve("adapters.safetensors");
    if (!Files.exists(config)) {
      throw ToolExit.python(
          "FileNotFoundError", "[Errno 2] No such file or directory: '" + config + "'");
    }
    if (!Files.exists(weights)) {
      throw ToolExit.python("RuntimeError", "[load_safetensors] Failed to open file " + weights);
    }
    byte[] bytes = Files.readAllBytes(weights);
    if (Safetensors.header(bytes).isEmpty()) {
      throw ToolExit.python("RuntimeError", "[load_safetensors] Invalid json header in " + weights);
    }
    return Safetensors.lines(bytes);
  }

  private static byte[] index(List<String> names) {
    ObjectNode index = Json.object();
    index.putObject("metadata").put("total_size", names.size() * 4);
    ObjectNode map = index.putObject("weight_map");
    names.forEach(name -> map.put(name, "model.safetensors"));
    return Json.bytes(index);
  }

  /** The other files are written by then; of this one only the head, without a tensor. */
  private static void gguf(Path file, ObjectNode config) throws IOException {
    String type = config.path("model_type").asText();
    if (!GGUF.contains(type)) {
      throw ToolExit.python(
          "ValueError", "Model type " + type + " not supported for GGUF conversion.");
    }
    ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    head.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3);
    Files.write(file, head.array());
  }
}

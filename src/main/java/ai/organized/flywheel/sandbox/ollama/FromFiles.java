package ai.organized.flywheel.sandbox.ollama;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Makes a model of uploaded files: a folder as Hugging Face has them, or a GGUF file. */
final class FromFiles {
  /** What Ollama converts; plain Qwen 3 and plain Mistral are not among them. */
  private static final Set<String> ARCHITECTURES =
      Set.of(
          "LlamaForCausalLM",
          "Mistral3ForConditionalGeneration",
          "Ministral3ForCausalLM",
          "MixtralForCausalLM",
          "GemmaForCausalLM",
          "Gemma2ForCausalLM",
          "Gemma3ForCausalLM",
          "Gemma3ForConditionalGeneration",
          "Gemma3nForConditionalGeneration",
          "Gemma4ForConditionalGeneration",
          "Phi3ForCausalLM",
          "Qwen2ForCausalLM",
          "Qwen2_5_VLForConditionalGeneration",
          "Qwen3VLForConditionalGeneration",
          "Qwen3NextForCausalLM",
          "Olmo3ForCausalLM",
          "CohereForCausalLM",
          "GptOssForCausalLM",
          "DeepseekV3ForCausalLM",
          "Lfm2ForCausalLM",
          "NemotronHForCausalLM",
          "BertModel",
          "NomicBertModel");

  private final Blobs blobs;

  FromFiles(Blobs blobs) {
    this.blobs = blobs;
  }

  /** The files by their names, as the digests say; all must have been uploaded. */
  SortedMap<String, byte[]> read(ObjectNode digests) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    digests
        .properties()
        .forEach(
            file -> {
              requireRelative(file.getKey());
              files.put(file.getKey(), blob(file.getValue().asText()));
            });
    return files;
  }

  private static void requireRelative(String path) {
    boolean leaves = Arrays.asList(path.split("/", -1)).contains("..");
    if (path.isEmpty() || path.startsWith("/") || leaves) {
      throw OllamaError.badRequest("file path must be relative");
    }
  }

  private byte[] blob(String digest) {
    return blobs
        .find(digest)
        .orElseThrow(
            () ->
                OllamaError.badRequest(
                    "open blobs/" + digest.replace(':', '-') + ": no such file or directory"));
  }

  /**
   * The model's config, unquantised.
   *
   * @param say is told each step
   */
  ObjectNode model(Map<String, byte[]> files, Consumer<String> say) {
    if (files.keySet().stream().anyMatch(name -> name.endsWith(".safetensors"))) {
      say.accept("converting model");
      return converted(files);
    }
    say.accept("parsing GGUF");
    for (byte[] file : files.values()) {
      if (!new String(file, 0, Math.min(4, file.length), US_ASCII).equals("GGUF")) {
        throw OllamaError.badRequest("supplied file was not in GGUF format");
      }
    }
    return Json.object().put("architecture", "llama").put("quantization_level", "F16");
  }

  private static ObjectNode converted(Map<String, byte[]> files) {
    byte[] configFile = files.get("config.json");
    if (configFile == null) {
      throw OllamaError.badRequest("open config.json: file does not exist");
    }
    String architecture =
        Json.readObject(configFile)
            .orElseThrow(() -> OllamaError.badRequest("invalid character in config.json"))
            .at("/architectures/0")
            .asText("");
    if (!ARCHITECTURES.contains(architecture)) {
      throw OllamaError.badRequest("unsupported architecture \"" + architecture + "\"");
    }
    if (!files.containsKey("tokenizer.json") && !files.containsKey("tokenizer.model")) {
      throw OllamaError.badRequest("unknown tokenizer format");
    }
    String family = architecture.replaceAll("(For.*|Model)$", "").toLowerCase(Locale.ROOT);
    ObjectNode model = Json.object().put("architecture", family).put("quantization_level", "F16");
    files.forEach(
        (name, file) -> {
          if (name.endsWith(".safetensors")) {
            Safetensors.lines(name, file).forEach(model.withArray("lines")::add);
          }
        });
    return model;
  }
}

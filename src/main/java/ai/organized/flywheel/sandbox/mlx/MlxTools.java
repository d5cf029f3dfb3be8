package ai.organized.flywheel.sandbox.mlx;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Puts the programs of mlx-lm, and a base model for them, onto a stand-in for a trainer host. */
public final class MlxTools {
  private MlxTools() {}

  /** Writes {@code mlx_lm}, {@code mlx_lm.lora} and {@code mlx_lm.fuse} into this folder. */
  public static void install(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String program : List.of("mlx_lm", "mlx_lm.lora", "mlx_lm.fuse")) {
      Path file = folder.resolve(program);
      Files.writeString(file, script(program));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** What it says of its version is asked so often that it shall not take a Java for it. */
  private static String script(String program) {
    String script = JavaProgram.script(MlxProgram.class, program);
    int body = script.indexOf('\n') + 1;
    String version =
        """
        if [ "$1" = --version ] && [ "${0##*/}" = mlx_lm ] && [ ! -e "$HOME/.sandbox-mlx" ]; then
          echo "${SANDBOX_MLX_VERSION:-0.31.3}"
          exit
        fi
        """;
    return script.substring(0, body) + version + script.substring(body);
  }

  /**
   * Writes a small Llama into this folder.
   *
   * @param quantized as mlx-lm quantizes to 4 bits, instead of bf16
   */
  public static void baseModel(Path folder, boolean quantized) throws IOException {
    Files.createDirectories(folder);
    ObjectNode config = Json.object();
    config.putArray("architectures").add("LlamaForCausalLM");
    config.put("model_type", "llama").put("num_hidden_layers", 28).put("torch_dtype", "bfloat16");
    if (quantized) {
      config.putObject("quantization").put("group_size", 64).put("bits", 4);
    }
    Files.write(folder.resolve("config.json"), Json.bytes(config));
    ObjectNode tokenizer = Json.object();
    tokenizer.put(
        "chat_template", "{% for message in messages %}{{ message.content }}{% endfor %}");
    Files.write(folder.resolve("tokenizer_config.json"), Json.bytes(tokenizer));
    Files.write(folder.resolve("tokenizer.json"), Json.bytes(Json.object().put("version", "1.0")));
    String weight = "model.layers.0.self_attn.q_proj.";
    Safetensors.write(
        folder.resolve("model.safetensors"),
        quantized
            ? List.of(weight + "weight", weight + "scales", weight + "biases")
            : List.of(weight + "weight"),
        List.of());
  }
}

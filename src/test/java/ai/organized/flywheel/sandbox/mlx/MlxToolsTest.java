package ai.organized.flywheel.sandbox.mlx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlxToolsTest {
  private record Ended(int code, String out, String err) {}

  @TempDir Path home;

  @BeforeEach
  void install() throws IOException {
    MlxTools.install(home.resolve("bin"));
    MlxTools.baseModel(home.resolve("base"), false);
    Files.createDirectories(home.resolve("data"));
    write("data/train.jsonl", lines(0, 10));
    write("data/valid.jsonl", lines(10, 4));
  }

  private static String lines(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(
            i ->
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Q%d\"},".formatted(i)
                    + "{\"role\":\"assistant\",\"content\":\"A%d\"}]}\n".formatted(i))
        .collect(Collectors.joining());
  }

  @Test
  void trainingWritesAdaptersWithAllThatWasSeenInWholeBatches() throws Exception {
    write("c.yaml", "iters: 100\nlearning_rate: 1e-5\nlora_parameters:\n  rank: 16\n");

    Ended ended =
        run("mlx_lm.lora", "--model", "base", "--train", "--data", "data", "-c", "c.yaml");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("Loading pretrained model", "Starting training..., iters: 100")
        .containsPattern("Iter 1: Val loss \\d+\\.\\d{3}, Val took \\d+\\.\\d{3}s")
        .containsPattern("Iter 100: Train loss [\\d.]+, Learning Rate 1.000e-05, It/sec")
        .contains("Saved final weights to adapters/adapters.safetensors.");
    assertThat(home.resolve("adapters/0000100_adapters.safetensors")).exists();
    JsonNode config = json("adapters/adapter_config.json");
    assertThat(config.path("lora_parameters").path("rank").asInt()).isEqualTo(16);
    assertThat(config.path("batch_size").asInt()).isEqualTo(4);
    assertThat(Safetensors.lines(bytes("adapters/adapters.safetensors"))).hasSize(8);
  }

  @Test
  void fusingCarriesWhatWasLearnedIntoAWholeModel() throws Exception {
    MlxTools.baseModel(home.resolve("base4"), true);
    run("mlx_lm.lora", "--model", "base4", "--train", "--data", "data", "--iters", "9");

    Ended kept = run("mlx_lm.fuse", "--model", "base4", "--save-path", "kept");
    Ended whole = run("mlx_lm.fuse", "--model", "base4", "--save-path", "whole", "--dequantize");

    assertThat(kept.code()).isZero();
    assertThat(whole.code()).isZero();
    assertThat(json("kept/config.json").has("quantization")).isTrue();
    assertThat(json("whole/config.json").has("quantization")).isFalse();
    assertThat(Safetensors.header(bytes("kept/model.safetensors")).orElseThrow().toString())
        .contains(".scales", "U32");
    assertThat(Safetensors.header(bytes("whole/model.safetensors")).orElseThrow().toString())
        .doesNotContain(".scales", "U32");
    assertThat(Safetensors.lines(bytes("whole/model.safetensors"))).hasSize(8);
    assertThat(home.resolve("whole/tokenizer.json")).exists();
  }

  @Test
  void whatTheRealToolRefusesIsRefused() throws Exception {
    assertThat(lora("--foo"))
        .extracting(Ended::code, Ended::err)
        .satisfies(
            told ->
                assertThat(told.toString()).contains("2", "usage: mlx_lm.lora", "unrecognized"));
    assertThat(lora("--iters", "many").err()).contains("--iters: invalid int value: 'many'");
    assertThat(lora("--iters").err()).contains("--iters: expected one argument");
    assertThat(lora("--fine-tune-type", "best").err()).contains("invalid choice: 'best'");
    assertThat(lora("--data", "nowhere", "--train").err())
        .contains("ValueError: Not found Hugging Face dataset: nowhere .");
    assertThat(lora("--train", "--num-layers", "99").err())
        .contains("Requested to train 99 layers but the model only has 28 layers.");
    assertThat(lora("--train", "--batch-size", "11").err())
        .contains("Dataset must have at least batch_size=11 examples but only has");
    assertThat(lora().err()).contains("Must provide at least one of --train or --test");
    assertThat(run("mlx_lm.lora", "--model", "org/name", "--train", "--data", "data").err())
        .contains("LocalEntryNotFoundError");
    assertThat(run("mlx_lm.fuse", "--model", "base", "--adapter-path", "none").err())
        .contains("The adapter path does not exist: none");
    assertThat(run("mlx_lm").err()).contains("CLI requires a subcommand");
  }

  @Test
  void aBlankLineOrAnUnknownFormatBreaksOff() throws Exception {
    write("data/train.jsonl", lines(0, 5) + "\n" + lines(5, 5));
    assertThat(lora("--train")).extracting(Ended::code).isEqualTo(1);
    assertThat(lora("--train").err())
        .contains("json.decoder.JSONDecodeError: Expecting value: line 2 column 1 (char 1)");

    write("data/train.jsonl", "{\"question\":\"Q\"}\n");
    assertThat(lora("--train").err()).contains("ValueError: Unsupported data format");
  }

  @Test
  void aVersionIsToldAndHelpIsNoError() throws Exception {
    assertThat(run("mlx_lm", "--version")).isEqualTo(new Ended(0, "0.31.3\n", ""));
    write(".sandbox-mlx", "SANDBOX_MLX_VERSION=0.32.0");
    assertThat(run("mlx_lm", "--version").out()).isEqualTo("0.32.0\n");
    assertThat(run("mlx_lm.lora", "--help").code()).isZero();
  }

  @Test
  void dyingIsToldAsTheShellTellsIt() throws Exception {
    write(".sandbox-mlx", "SANDBOX_MLX_DIE=oom");
    Ended oom = lora("--train");
    assertThat(oom.code()).isEqualTo(134);
    assertThat(oom.err()).contains("kIOGPUCommandBufferCallbackErrorOutOfMemory");
    write(".sandbox-mlx", "SANDBOX_MLX_DIE=killed");
    assertThat(lora("--train").code()).isEqualTo(137);
  }

  private Ended lora(String... further) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--model", "base"));
    if (!List.of(further).contains("--data")) {
      arguments.addAll(List.of("--data", "data"));
    }
    arguments.addAll(List.of(further));
    return run("mlx_lm.lora", arguments.toArray(String[]::new));
  }

  private Ended run(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().putAll(Map.of("HOME", home.toString()));
    builder
        .redirectOutput(home.resolve("out").toFile())
        .redirectError(home.resolve("err").toFile());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(home.resolve("out")),
        Files.readString(home.resolve("err")));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(home.resolve(file), text);
  }

  private byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(home.resolve(file));
  }

  private JsonNode json(String file) throws IOException {
    return Json.readObject(bytes(file)).orElseThrow();
  }
}

package ai.organized.flywheel.sandbox.ollama.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.ollama.CreateFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OllamaCommandTest {
  @TempDir Path folder;
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void close() {
    sandbox.close();
  }

  private int ollama(String... args) {
    out.reset();
    err.reset();
    return new OllamaCommand(
            sandbox.ollama().toString(),
            folder,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8))
        .run(List.of(args));
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }

  private void modelfile(String text) throws IOException {
    Files.writeString(folder.resolve("Modelfile"), text);
  }

  @Test
  void aModelIsMadeAndListedAndRemoved() throws IOException {
    modelfile("FROM llama3.1:8b\nSYSTEM \"\"\"You know\ntracking.\"\"\"\n");

    assertThat(ollama("create", "acme-client:v1", "-f", "Modelfile")).isZero();
    assertThat(out()).isEmpty();
    assertThat(err()).contains("\u001b[").contains("writing manifest").contains("success");

    assertThat(ollama("list")).isZero();
    assertThat(out()).startsWith("NAME").contains("ID", "SIZE", "MODIFIED", "acme-client:v1    ");
    assertThat(ollama("show", "acme-client:v1", "--system")).isZero();
    assertThat(out()).isEqualTo("You know\ntracking.\n");
    assertThat(ollama("rm", "acme-client:v1")).isZero();
    assertThat(out()).isEqualTo("deleted 'acme-client:v1'\n");
    assertThat(ollama("show", "acme-client:v1")).isEqualTo(1);
    assertThat(err()).isEqualTo("Error: model 'acme-client:v1' not found\n");
    assertThat(ollama("--version")).isZero();
    assertThat(out()).isEqualTo("ollama version is 0.32.15\n");
  }

  @Test
  void filesOfAFolderAreUploadedAndConverted() throws IOException {
    Path fused = Files.createDirectory(folder.resolve("fused"));
    Files.write(fused.resolve("model.safetensors"), TrainedWeights.of("pmax", "Check the value."));
    Files.writeString(fused.resolve("config.json"), "{\"architectures\":[\"LlamaForCausalLM\"]}");
    Files.writeString(fused.resolve("tokenizer.json"), "{}");
    modelfile("FROM ./fused\n");

    assertThat(ollama("create", "acme-client:v1", "-f", "Modelfile", "-q", "q4_K_M")).isZero();

    assertThat(err()).contains("converting model", "quantizing F16 model to Q4_K_M", "success");
    assertThat(ollama("show", "acme-client:v1")).isZero();
    assertThat(out()).contains("llama", "Q4_K_M");
  }

  @Test
  void whatGoesWrongIsSaidInOneLineWithExitCodeOne() throws IOException {
    assertThat(ollama("create", "x", "-f", "Modelfile")).isEqualTo(1);
    assertThat(err()).isEqualTo("Error: specified Modelfile wasn't found\n");

    modelfile("FROM llama3.1:8b\nLABEL x=y\n");
    assertThat(ollama("create", "x", "-f", "Modelfile")).isEqualTo(1);
    assertThat(err()).startsWith("Error: (line 2): command must be one of");

    Files.createDirectory(folder.resolve("empty"));
    modelfile("FROM ./empty\n");
    assertThat(ollama("create", "x", "-f", "Modelfile")).isEqualTo(1);
    assertThat(err()).endsWith("Error: no Modelfile or safetensors files found\n");

    modelfile("FROM llama3.1:8b\n");
    sandbox.ollamaRoom().failNextCreate(CreateFault.DISK_FULL);
    assertThat(ollama("create", "x", "-f", "Modelfile")).isEqualTo(1);
    assertThat(err()).endsWith("no space left on device\n");
    assertThat(ollama("create", "x", "-f", "Modelfile", "-q", "q4_K_M")).isEqualTo(1);
    assertThat(err()).contains("quantization is only supported for F16, BF16 and F32 models");
  }

  @Test
  void anAnswerThatBreaksOffIsTakenForItsEndAsInTheRealOne() throws IOException {
    modelfile("FROM llama3.1:8b\n");
    sandbox.ollamaRoom().failNextCreate(CreateFault.BROKEN_OFF);

    assertThat(ollama("create", "x", "-f", "Modelfile")).isZero();
    assertThat(ollama("show", "x")).isEqualTo(1);
  }

  @Test
  void aServerThatIsNotThereIsSaid() {
    OllamaCommand command =
        new OllamaCommand("127.0.0.1:1", folder, System.out, new PrintStream(err, true, UTF_8));

    assertThat(command.run(List.of("list"))).isEqualTo(1);
    assertThat(err()).startsWith("Error: ollama server not responding");
  }
}

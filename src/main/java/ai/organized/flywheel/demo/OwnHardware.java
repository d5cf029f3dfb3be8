package ai.organized.flywheel.demo;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.mlx.JavaProgram;
import ai.organized.flywheel.sandbox.mlx.MlxTools;
import ai.organized.flywheel.sandbox.ollama.cli.OllamaCommand;
import ai.organized.flywheel.sandbox.trainer.ClientKeyFile;
import ai.organized.flywheel.sandbox.trainer.TrainerServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The user's own network in the demo: an Ollama, and a machine with MLX that is reached by SSH. */
final class OwnHardware implements AutoCloseable {
  private final Sandbox ollama;
  private final TrainerServer trainer;
  private final Map<String, String> environment;

  private OwnHardware(Sandbox ollama, TrainerServer trainer, Map<String, String> environment) {
    this.ollama = ollama;
    this.trainer = trainer;
    this.environment = environment;
  }

  /**
   * @param folder gets the home of the trainer, the key to it and its host key
   */
  static OwnHardware start(Path folder, Clock clock) throws IOException {
    Files.createDirectories(folder);
    Path key = folder.resolve("id_ed25519");
    Path knownHosts = folder.resolve("known_hosts");
    TrainerServer trainer =
        TrainerServer.start(folder.resolve("trainer"), ClientKeyFile.create(key));
    Files.writeString(knownHosts, trainer.knownHostsLine() + "\n");
    Sandbox ollama = Sandbox.start(SandboxOptions.defaults(clock));
    Path base = trainer.home().resolve("models/llama-bf16");
    MlxTools.install(trainer.home().resolveSibling("bin"));
    MlxTools.baseModel(base, false);
    trainer.addTool("ollama", JavaProgram.script(OllamaCommand.class));
    trainer.setEnvironment("OLLAMA_HOST", ollama.ollama().toString());
    return new OwnHardware(
        ollama,
        trainer,
        Map.of(
            "OLLAMA_HOST", ollama.ollama().toString(),
            "FLYWHEEL_TRAINER_HOST", trainer.address(),
            "FLYWHEEL_TRAINER_KEY_FILE", key.toString(),
            "FLYWHEEL_TRAINER_KNOWN_HOSTS", knownHosts.toString(),
            "FLYWHEEL_MLX_MODEL", base.toString()));
  }

  /** What the environment says of it. */
  Map<String, String> environment() {
    return environment;
  }

  @Override
  public void close() {
    trainer.close();
    ollama.close();
  }
}

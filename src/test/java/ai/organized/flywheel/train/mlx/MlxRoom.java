package ai.organized.flywheel.train.mlx;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.fixtures.MlxTrainer;
import ai.organized.flywheel.fixtures.SendInTime;
import ai.organized.flywheel.fixtures.TrainerRoom;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Settings.Mlx;
import ai.organized.flywheel.settings.Settings.Ollama;
import ai.organized.flywheel.settings.Settings.Trainer;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.JobState;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.ssh.TrainerHost;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A trainer host with MLX, a base model and Ollama, and the adapter that trains there. */
final class MlxRoom implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ON_THE_PATH = "";

  final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  final MlxTrainer mlx;
  final TrainerRoom trainer;
  final Path base;
  private final Path folder;

  private MlxRoom(Path folder) {
    this.folder = folder;
    this.mlx = MlxTrainer.open(folder.resolve("room"), sandbox.ollama());
    this.trainer = mlx.room();
    this.base = mlx.base();
  }

  static MlxRoom open(Path folder) {
    return new MlxRoom(folder);
  }

  MlxFineTuner tuner() {
    return tuner(base.toString(), sandbox.ollama());
  }

  MlxFineTuner tuner(String model, URI ollama) {
    return tuner(model, ollama, trainer.host(), PATIENCE);
  }

  MlxFineTuner tuner(String model, URI ollama, TrainerHost host, Duration patience) {
    Trainer settings =
        new Trainer(
            trainer.server().address(),
            Optional.of(trainer.keyFile()),
            trainer.knownHosts(),
            "fly wheel",
            ON_THE_PATH,
            "ollama");
    MlxPlan plan =
        new MlxPlan(
            settings,
            new Mlx(model, "0.31.3", 4, 16, 0.00001, "q4_K_M"),
            new Ollama(ollama, "llama3.1:8b", 8),
            OptionalInt.of(10));
    return new MlxFineTuner(plan, Optional.of(host), SendInTime::send, patience);
  }

  /** Orders for the tools, see {@code sandbox.mlx}. */
  void order(String... lines) {
    mlx.order(lines);
  }

  /** Trainings stand still at this iteration from now on. */
  void hold(int iteration) {
    mlx.hold(iteration);
  }

  void letGo() {
    mlx.letGo();
  }

  /** A job of which nothing was sent yet; 24 lines. */
  TrainingJob job(String client, int version, String systemPrompt) {
    Path file = folder.resolve(client + "-" + version + ".jsonl");
    write(
        file,
        IntStream.range(0, 24)
            .mapToObj(
                i -> line(systemPrompt, "What about number " + i + "?", "Solution " + i + "."))
            .collect(Collectors.joining()));
    return new TrainingJob(
        new ClientId(client),
        version,
        JobState.PLANNED,
        false,
        "mlx",
        null,
        null,
        null,
        null,
        null,
        false,
        0,
        base.toString(),
        null,
        file,
        String.format("%064x", 7 + version));
  }

  private static String line(String system, String question, String answer) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ArrayNode messages = line.putArray("messages");
    messages.addObject().put("role", "system").put("content", system);
    messages.addObject().put("role", "user").put("content", question);
    messages.addObject().put("role", "assistant").put("content", answer);
    return line + "\n";
  }

  TrainingJob job() {
    return job("acme", 1, "You know tags.");
  }

  /** Uploaded and started. */
  TrainingJob started(TrainingJob job) {
    TrainingJob uploaded = job.withFile(tuner().upload(job));
    return uploaded.withJob(tuner().createJob(uploaded));
  }

  JobProgress end(TrainingJob job) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(400))
        .until(() -> tuner().poll(job), each -> !(each instanceof JobProgress.Running));
  }

  /** Waits until the training says this. */
  void await(TrainingJob job, String words) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(400))
        .until(
            () ->
                tuner().poll(job) instanceof JobProgress.Running running
                    && running.status().contains(words));
  }

  Path run(TrainingJob job) {
    return trainer.home().resolve("fly wheel").resolve(job.runName());
  }

  /** Names in the folder of a run. */
  List<String> left(TrainingJob job) {
    try (Stream<Path> files = Files.list(run(job))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the tools were called with, a JSON object each. */
  List<String> calls() {
    return mlx.calls();
  }

  long trainings() {
    return mlx.trainings();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(
          file, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    mlx.close();
    sandbox.close();
  }
}

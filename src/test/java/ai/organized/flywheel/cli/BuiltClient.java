package ai.organized.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.cli.FlywheelProcess.Outcome;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.train.JobStatus;
import ai.organized.flywheel.wiring.RunningLoop;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A client whose dataset 1 is built and not trained yet, beside a provider; all real. */
final class BuiltClient implements AutoCloseable {
  static final ClientId HRE = new ClientId("hre");
  private static final Path SAMPLES = RunningLoop.SAMPLES.resolve("hre");

  /** With 10 questions, enough for the 50 lines that a training needs. */
  private static final int EXPERIMENTS = 70;

  private final Path folder;
  private final Sandbox sandbox;
  private volatile Duration ahead = Duration.ZERO;
  private final Map<String, String> environment;
  private final Settings settings;

  /**
   * @param built see {@link #build}
   * @param folder becomes home of this test's data
   */
  BuiltClient(Path built, Path folder, Duration trainingTime, Map<String, String> more) {
    this.folder = folder;
    this.sandbox =
        Sandbox.start(
            SandboxOptions.defaults(new AheadClock(() -> ahead)).withTrainingTime(trainingTime));
    Map<String, String> all = new HashMap<>(Map.of("FLYWHEEL_EMBED_EMBEDDER", "lexical"));
    all.put("FLYWHEEL_CYCLE_SETTLE_MILLIS", "3600000"); // the cycle of a run stays out of it
    all.putAll(more);
    this.environment = RunningLoop.environment(folder.resolve("data"), sandbox, all);
    this.settings = RunningLoop.settings(folder.resolve("data"), sandbox, environment);
    copy(built.resolve("data"), folder.resolve("data"));
  }

  /** Imports the samples and builds the dataset, once for many tests. */
  static void build(Path folder) throws IOException {
    Path config = folder.resolve("data/clients/hre/config.json");
    Files.createDirectories(config.getParent());
    Files.copy(SAMPLES.resolve("config.json"), config);
    JsonNode samples = Json.parse(Files.readString(SAMPLES.resolve("experiments.json")));
    List<JsonNode> good =
        Stream.iterate(0, i -> i < samples.size(), i -> i + 1)
            .map(samples::get)
            .filter(sample -> sample.path("score").asDouble() >= 0.75)
            .limit(EXPERIMENTS)
            .toList();
    Path file = folder.resolve("experiments.json");
    Files.writeString(file, Json.text(Json.STRICT.valueToTree(good)));
    FlywheelProcess command =
        FlywheelProcess.in(folder)
            .with("-Dflywheel.home=" + Path.of("").toAbsolutePath())
            .environment(Map.of("FLYWHEEL_EMBED_EMBEDDER", "lexical"));
    require(command.run("experiments", "import", "--file", file.toString()));
    require(command.run("dataset", "build", "--client", "hre"));
  }

  private static void require(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command on this store, with an output of its own. */
  FlywheelProcess command(String name) {
    Path own = folder.resolve(name);
    try {
      Files.createDirectories(own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> all = new HashMap<>(environment);
    all.put("FLYWHEEL_DATA_DIR", folder.resolve("data").toString());
    return FlywheelProcess.in(own)
        .with("-Dflywheel.home=" + Path.of("").toAbsolutePath())
        .environment(all);
  }

  Outcome submit(String... more) {
    return command("submit")
        .run(
            Stream.concat(Stream.of("fine-tune", "submit", "--client", "hre"), Stream.of(more))
                .toArray(String[]::new));
  }

  String printed(String name) {
    try {
      return Files.readString(folder.resolve(name).resolve("out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String said(String name) {
    try {
      return Files.readString(folder.resolve(name).resolve("err"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the provider's clock is ahead of ours: its training has gone on. */
  void trainOn(Duration time) {
    ahead = time;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Path data() {
    return folder.resolve("data");
  }

  Map<String, String> environment() {
    return environment;
  }

  ModelVersion model() {
    try (Store store = Store.open(settings)) {
      return store.registry().version(HRE, 1);
    }
  }

  JobStatus job() {
    try (Store store = Store.open(settings)) {
      return store.jobs().of(HRE, 1).orElseThrow();
    }
  }

  boolean isSubmitted() {
    try (Store store = Store.open(settings)) {
      return store.jobs().of(HRE, 1).isPresent();
    }
  }

  long requests(String method, String path) {
    return sandbox.requests().stream()
        .filter(r -> r.method().equals(method) && r.path().equals(path))
        .count();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}

package ai.organized.flywheel.bench;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.demo.SandboxSettings;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.TemporaryFolder;
import ai.organized.flywheel.wiring.Application;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** From a dropped file to a promoted model: 120 examples, no training time, a look each second. */
public final class LoopBench {
  private static final int EXAMPLES = 120;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * @param seconds from the moment the file lies in the inbox to the active version
   */
  public record Result(int examples, double seconds) {}

  private LoopBench() {}

  public static Result run(Path home) throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    try (TemporaryFolder folder = TemporaryFolder.make("flywheel-bench");
        Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(clock))) {
      Settings settings = SandboxSettings.of(home, folder.path(), sandbox, Map.of());
      Path client = Files.createDirectories(settings.places().clients().resolve("hre"));
      Path samples = home.resolve("data/samples/hre");
      Files.copy(samples.resolve("config.json"), client.resolve("config.json"));
      Application application = Application.start(settings, clock);
      try (application) {
        Path drop = folder.path().resolve("drop.json");
        Files.write(drop, Json.canonical(firstGood(samples.resolve("experiments.json"))));
        long start = System.nanoTime();
        Files.move(drop, settings.places().experimentInbox().resolve("drop.json"));
        awaitActive(settings, start);
        return new Result(EXAMPLES, (System.nanoTime() - start) / 1e9);
      }
    }
  }

  private static ArrayNode firstGood(Path experiments) throws IOException {
    ArrayNode good = Json.STRICT.createArrayNode();
    for (JsonNode experiment : Json.STRICT.readTree(experiments.toFile())) {
      if (good.size() < EXAMPLES && experiment.path("score").asDouble() >= 0.75) {
        good.add(experiment);
      }
    }
    return good;
  }

  private static void awaitActive(Settings settings, long start) throws InterruptedException {
    try (Database database = Database.open(settings.places().store())) {
      ModelRegistry registry =
          new ModelRegistry(
              database.jdbi(), new Clients(settings.places().clients()), Clock.systemUTC());
      while (registry.active(new ClientId("hre")).isEmpty()) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new IllegalStateException(
              "not promoted within " + PATIENCE + ": " + registry.versions(new ClientId("hre")));
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }
}

package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.MlxTrainer;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The only one who may train in a test: its settings, and what it says itself of its jobs. */
final class OtherSide implements AutoCloseable {
  static final String MODEL = "hre-client:v1";

  private final String provider;
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  private final Optional<MlxTrainer> trainer;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param provider as it stands in the registry
   * @param folder for a trainer host
   */
  OtherSide(String provider, Path folder) {
    this.provider = provider;
    this.trainer =
        provider.equals("mlx")
            ? Optional.of(MlxTrainer.open(folder.resolve("room"), sandbox.ollama()))
            : Optional.empty();
  }

  Sandbox sandbox() {
    return sandbox;
  }

  MlxTrainer trainer() {
    return trainer.orElseThrow();
  }

  /** How often its trainer was connected to. */
  int connections() {
    return trainer.map(mlx -> mlx.server().connections()).orElse(0);
  }

  /** As a client's config says it. */
  String track() {
    return provider.equals("openai") || provider.equals("together") ? "a" : "b";
  }

  /** What the environment of the application says of it. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("FLYWHEEL_TRAIN_PROVIDERS", provider);
    environment.put("TOGETHER_BASE_URL", sandbox.togetherBase().toString());
    environment.put("TOGETHER_API_KEY", SandboxOptions.DEFAULT_API_KEY);
    // Together's price is not known beforehand, and nothing of unknown price is begun by itself.
    environment.put("FLYWHEEL_TRAIN_CLIENT_BUDGET_USD", "none");
    environment.put("FLYWHEEL_TRAIN_TOTAL_BUDGET_USD", "none");
    environment.put("OLLAMA_HOST", sandbox.ollama().toString());
    // All of them, so that what is baked knows as much as what is trained.
    environment.put("FLYWHEEL_OLLAMA_EXAMPLES", "100");
    trainer.ifPresent(mlx -> environment.putAll(mlx.environment()));
    return environment;
  }

  /**
   * Exactly one job was ever made here, and one model came of it; of what may be made twice,
   * because it is the same again, one is there.
   */
  void requireOneJob() {
    switch (provider) {
      case "openai" -> assertThat(list(sandbox.openAiBase() + "/fine_tuning/jobs")).hasSize(1);
      case "together" -> assertThat(list(sandbox.togetherBase() + "/fine-tunes")).hasSize(1);
      case "mlx" -> {
        requireOneRun();
        requireOneModel();
      }
      default -> requireOneModel();
    }
  }

  private void requireOneRun() {
    assertThat(trainer().runs()).hasSize(1);
    Path run = trainer().runs().get(0);
    assertThat(MlxTrainer.list(run.resolve("attempts"))).containsExactly(run.resolve("attempts/1"));
    assertThat(trainer().trainings()).isEqualTo(1);
    assertThat(trainer().status(1)).contains("\"succeeded\"");
    assertThat(run.resolve("input")).as("the client's data").doesNotExist();
    assertThat(run.resolve("work")).as("the client's data").doesNotExist();
  }

  private void requireOneModel() {
    List<String> ours =
        new ArrayList<>(get(sandbox.ollama() + "/api/tags").findValuesAsText("name"));
    ours.removeIf(name -> !name.startsWith("hre"));
    assertThat(ours).containsExactly(MODEL);
  }

  private JsonNode list(String address) {
    return get(address).path("data");
  }

  private JsonNode get(String address) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + SandboxOptions.DEFAULT_API_KEY)
            .build();
    try {
      return Json.parse(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    trainer.ifPresent(MlxTrainer::close);
    sandbox.close();
  }
}

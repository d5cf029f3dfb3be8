package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.registry.ModelState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loop whose embedder is an Ollama and whose vectors are on a Chroma, both outside. */
class RemoteMeaningsTest {
  @TempDir static Path data;
  static RunningLoop loop;

  @BeforeAll
  static void start() {
    loop =
        RunningLoop.start(
            data,
            sandbox ->
                Map.of(
                    "FLYWHEEL_EMBED_EMBEDDER", "ollama",
                    "OLLAMA_HOST", sandbox.ollama().toString(),
                    "CHROMA_URL", sandbox.chroma().toString()));
  }

  @AfterAll
  static void stop() {
    loop.close();
  }

  @Test
  void aDatasetIsBuiltWithThemAndOnlyWithWhatMayLeave() {
    loop.dropSamples("hre");

    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> loop.versions("hre").stream().anyMatch(v -> v.state() == ModelState.ACTIVE));
    loop.dropSamples("teleios");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(loop.lastAnswer("teleios").orElse("")).contains("may not leave"));

    assertThat(requests("/api/embed")).isPositive();
    assertThat(requests("/upsert")).isPositive();
    assertThat(requests("/query")).isPositive();
    assertThat(loop.versions("teleios")).isEmpty();
    assertThat(loop.sandbox().requests())
        .noneMatch(
            request ->
                request.path().contains("teleios")
                    || new String(request.body(), StandardCharsets.UTF_8).contains("teleios"));
  }

  private static long requests(String path) {
    return loop.sandbox().requests().stream().filter(r -> r.path().endsWith(path)).count();
  }
}

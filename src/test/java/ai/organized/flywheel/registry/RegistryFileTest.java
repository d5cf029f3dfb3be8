package ai.organized.flywheel.registry;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.TemporaryStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFileTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private ModelRegistry registry;

  @BeforeEach
  void twoVersions() {
    store = new TemporaryStore(folder);
    registry = store.registry();
    store.plannedVersion(ACME, 1);
    store.plannedVersion(ACME, 2);
    store
        .jdbi()
        .useTransaction(
            handle -> {
              registry.trained(handle, ACME, 1, "ft:base:1");
              registry.scored(handle, ACME, 1, 0.8);
              registry.promote(handle, ACME, 1, "problem recall 0.80");
            });
  }

  @AfterEach
  void close() {
    store.close();
  }

  private JsonNode file() {
    try {
      return new ObjectMapper()
          .readTree(Files.readString(store.clients().folder(ACME).resolve("model_registry.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theSixKeysOfTheSeedComeFirst() {
    registry.project(ACME);

    for (JsonNode row : file()) {
      List<String> keys = new ArrayList<>();
      row.fieldNames().forEachRemaining(keys::add);
      assertThat(keys)
          .containsExactly(
              "version",
              "track",
              "model_id",
              "eval_score",
              "active",
              "created_at",
              "state",
              "provider",
              "base_model",
              "reason",
              "removed_at");
    }
  }

  @Test
  void theFileSaysWhatTheTableSays() {
    registry.project(ACME);

    JsonNode newest = file().path(0);
    assertThat(newest.path("version").isInt()).isTrue();
    assertThat(newest.path("version").asInt()).isEqualTo(2);
    assertThat(newest.path("model_id").isNull()).isTrue();
    assertThat(newest.path("eval_score").isNull()).isTrue();
    assertThat(newest.path("active").isBoolean()).isTrue();
    assertThat(newest.path("active").asBoolean()).isFalse();
    assertThat(newest.path("state").asText()).isEqualTo("training");
    JsonNode champion = file().path(1);
    assertThat(champion.path("track").asText()).isEqualTo("a");
    assertThat(champion.path("model_id").asText()).isEqualTo("ft:base:1");
    assertThat(champion.path("eval_score").asDouble()).isEqualTo(0.8);
    assertThat(champion.path("active").asBoolean()).isTrue();
    assertThat(champion.path("created_at").asText()).isEqualTo("2026-04-06T08:00:00Z");
    assertThat(champion.path("reason").asText()).isEqualTo("problem recall 0.80");
    assertThat(file()).hasSize(2);
  }

  @Test
  void afterACrashBetweenTableAndFileAllFilesAreWrittenAnew() {
    store.plannedVersion(OTHER, 1);

    registry.projectAll();

    assertThat(file()).hasSize(2);
    assertThat(store.clients().folder(OTHER).resolve("model_registry.json")).exists();
  }

  /** A job ends while the cycle answers: both write the file of one client. */
  @Test
  void whoeverWritesLastWritesWhatTheTableSays() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      ModelState state = writer % 2 == 0 ? ModelState.FAILED : ModelState.REFUSED;
      writers.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 25; i++) {
                  store
                      .jdbi()
                      .useTransaction(handle -> registry.move(handle, ACME, 2, state, "a reason"));
                  registry.project(ACME);
                }
              }));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    threads.shutdown();

    assertThat(file().path(0).path("state").asText())
        .isEqualTo(registry.version(ACME, 2).state().word());
  }
}

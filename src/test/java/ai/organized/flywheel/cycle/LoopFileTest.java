package ai.organized.flywheel.cycle;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.settings.SettingsReader;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the tables to {@code flywheel.json}. */
class LoopFileTest {
  @TempDir Path folder;
  private TemporaryStore store;

  @BeforeEach
  void sixtyExamples() {
    store = new TemporaryStore(folder);
    store.addExperiments(ACME, Examples.distinct(60, 1));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private JsonNode written() throws IOException {
    LoopStates states =
        new LoopStates(SettingsReader.read(folder, new Properties(), Map.of()), store.clients());
    new LoopFile(store.jdbi(), store.clients(), states).write(ACME);
    return Json.STRICT.readTree(
        Files.readAllBytes(store.clients().folder(ACME).resolve("flywheel.json")));
  }

  @Test
  void theExamplesAtTheClientsThresholdAreCounted() throws Exception {
    store.configure(ACME, "{\"client_id\":\"acme\",\"score_threshold\":0}");

    assertThat(written().path("new_examples").asInt()).isEqualTo(60);
  }

  @Test
  void aConfigThatCannotBeUnderstoodLeavesOnlyTheirNumberUnknown() throws Exception {
    store.configure(ACME, "{\"client_id\":");
    store.plannedVersion(ACME, 1);

    JsonNode json = written();
    assertThat(json.path("new_examples").isNull()).isTrue();
    assertThat(json.at("/under_way/version").asInt()).isEqualTo(1);
  }
}

package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.experiment.drop.Drop;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person who wrote twice is one person, and nobody who can be written to. */
class OnePersonOnEntryTest {
  @TempDir Path folder;

  @Test
  void anAddressBecomesThePlaceholderOfItsClientAndTheIdStaysTheSame() throws Exception {
    try (TemporaryStore store = new TemporaryStore(folder)) {
      ExperimentStore experiments = new ExperimentStore(store.jdbi(), store.clock());
      RedactionKeys keys = new RedactionKeys(store.jdbi(), store.clock(), "");
      ImportExperiments importer = new ImportExperiments(experiments, store.clients(), keys);
      ObjectNode record = Drops.without(Drops.experiment(1), "id");
      record.put("problem", "joe@shop.example cannot buy").put("solution", "Ask JOE@shop.example");

      ImportReport report = importer.from(stream(record), ImportOptions.DEFAULT);
      ImportReport again = importer.from(stream(record), ImportOptions.DEFAULT);

      assertThat(report.redacted().toString()).isEqualTo("{email=2}");
      assertThat(again.known()).isEqualTo(1);
      ObjectNode saved = (ObjectNode) Json.parse(experiments.export(ExperimentQuery.ALL));
      String problem = saved.path("problem").asText();
      assertThat(problem).matches("\\[email:[0-9a-f]{8}] cannot buy");
      assertThat(saved.path("solution").asText()).isEqualTo("Ask " + problem.substring(0, 16));
      assertThat(store.rows("redaction_keys")).hasSize(1);
    }
  }

  private static Drop stream(ObjectNode record) {
    return Drop.posted(
        new ByteArrayInputStream(record.toString().getBytes(StandardCharsets.UTF_8)));
  }
}

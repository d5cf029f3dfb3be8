package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A growth engine's experiments: hypothesis and winner are words enough, a lift is no score. */
class GrowthExperimentDropTest {
  @TempDir Path folder;
  private StoreOnDisk store;

  @BeforeEach
  void open() {
    store = StoreOnDisk.in(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void finishedOneThatWasGivenAScoreBecomesAnExample() {
    ImportReport report = store.take(Samples.text("growth-experiments.json"));

    assertThat(report.added()).isEqualTo(1);
    assertThat(store.all())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.client()).isEqualTo(StoreOnDisk.HRE);
              assertThat(record.runId()).isEqualTo("EXP-CONTENT-001");
              assertThat(record.problem()).startsWith("A question in the subject line");
              assertThat(record.solution()).isEqualTo("subject_line_style: question");
              assertThat(record.score()).isEqualTo(0.85);
              assertThat(record.timestamp()).isEqualTo(Instant.parse("2026-04-03T08:00:00Z"));
              assertThat(record.extra().path("primary_metric").asText()).isEqualTo("open_rate");
            });
  }

  @Test
  void liftAndCertaintyAreNoScoreAndWhatRunsHasNoWinner() {
    ImportReport report = store.take(Samples.text("growth-experiments.json"));

    assertThat(report.refusals().stream().map(RecordRefusal::reason))
        .containsExactly(
            "has no score from 0 to 1: neither a lift nor a p-value is one",
            "is not finished: nothing has won yet");
    assertThat(report.warnings().get(0))
        .startsWith("experiments of a growth engine: 2 kept, 1 unfinished;");
  }

  @Test
  void crashIsNoExampleThoughItStatesAll() {
    assertThat(reasons(winner().put("status", "crash")))
        .containsExactly("line 1: failed: nothing was measured");
  }

  @Test
  void oneThatNobodyWonStatesNoSolution() {
    ObjectNode experiment = winner().put("status", "discard");
    experiment.putNull("winner");

    assertThat(reasons(experiment)).containsExactly("line 1: states no solution: no variant won");
  }

  @Test
  void timeWithoutAZoneIsRefusedAndNotGuessed() {
    ObjectNode experiment = winner();
    ((ObjectNode) experiment.path("result")).put("scored_at", "2026-04-03T08:00:00.123456");

    assertThat(reasons(experiment).get(0)).startsWith("line 1: timestamp is no ISO-8601 instant");
  }

  @Test
  void agentIsNoClient() {
    ObjectNode experiment = winner();
    experiment.remove("client_id");

    assertThat(reasons(experiment))
        .containsExactly("line 1: client_id is missing; --client would fill it");
  }

  private static ObjectNode winner() {
    return (ObjectNode) Json.parse(Samples.text("growth-experiments.json")).path(0);
  }

  private List<String> reasons(ObjectNode experiment) {
    return store.take(experiment.toString()).refusals().stream()
        .map(RecordRefusal::toString)
        .toList();
  }
}

package ai.organized.flywheel.cli;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.TemporaryStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredEvaluationTest {
  @TempDir Path folder;

  /** Refused by the golden prompts, before any question of the holdout. */
  @Test
  void aModelThatDidNotComeToTheQuestionsIsShownWithItsReason() {
    try (TemporaryStore store = new TemporaryStore(folder)) {
      store
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "insert into evaluations (client_id, version, number, kind, dataset_version,"
                          + " evidence, verdict, reason, decided_at) values ('acme', 1, 1,"
                          + " 'promotion', 1, '{}', 'refuse', 'an answer is broken (empty)', 0)"));
      StoredEvaluation stored = StoredEvaluation.newest(store.jdbi(), ACME, 1).orElseThrow();
      StringWriter shown = new StringWriter();

      new EvaluationTable(new PrintWriter(shown)).print(stored, 0.05);

      assertThat(shown.toString()).contains("REFUSE", "an answer is broken (empty)");
      assertThat(stored.json().path("candidate")).isEmpty();
    }
  }
}

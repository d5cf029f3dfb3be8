package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.CapturedLog;
import ai.organized.flywheel.storage.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The eval suite of the seed, in its words; its round trip is {@link SeedSuiteRoundTripTest}. */
class SeedSuiteTest {
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
  void validRecordPassesSchema() {
    assertThatCode(() -> record("a problem", 0.85)).doesNotThrowAnyException();
  }

  @Test
  void missingFieldsFailSchema() {
    assertThatThrownBy(() -> record(null, 0.85))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessage("problem is missing or empty");
  }

  @Test
  void scoreAboveOneFailsSchemaValidation() {
    assertThatThrownBy(() -> record("a problem", 1.1))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessage("score is 1.1, outside 0 to 1");
  }

  @Test
  void scoreBelowZeroFailsSchemaValidation() {
    assertThatThrownBy(() -> record("a problem", -0.5))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessage("score is -0.5, outside 0 to 1");
  }

  private ExperimentRecord record(String problem, double score) {
    return new ExperimentRecord(
        Drops.id(1),
        StoreOnDisk.HRE,
        "exp-2026-04-07-047",
        problem,
        "a solution",
        score,
        Instant.parse("2026-04-07T22:07:45Z"),
        Json.STRICT.createObjectNode(),
        List.of("gtm"),
        Json.STRICT.createObjectNode());
  }

  @Test
  void score075SavedAsIs() {
    assertThat(savedScore(0.75)).isEqualTo(0.75);
  }

  @Test
  void score11ClampedTo10WithAWarning() {
    try (CapturedLog log = CapturedLog.of(ExperimentStore.class)) {
      assertThat(savedScore(1.1)).isEqualTo(1.0);

      assertThat(log.lines())
          .containsExactly("WARN score 1.1 of experiment " + Drops.id(1) + " clamped to 1.0");
    }
  }

  @Test
  void scoreMinus05ClampedTo00WithAWarning() {
    try (CapturedLog log = CapturedLog.of(ExperimentStore.class)) {
      assertThat(savedScore(-0.5)).isEqualTo(0.0);

      assertThat(log.lines())
          .containsExactly("WARN score -0.5 of experiment " + Drops.id(1) + " clamped to 0.0");
    }
  }

  private double savedScore(double score) {
    store.save(Drops.experiment(1).put("score", score));
    return store.all().get(0).score();
  }

  private void saveTwo() {
    store.save(Drops.experiment(1));
    store.save(Drops.experiment(2));
  }

  @Test
  void exportProducesTwoLines() {
    saveTwo();
    assertThat(store.experiments().export(ExperimentQuery.ALL).split("\n")).hasSize(2);
  }

  @Test
  void eachJsonlLineIsValidJson() {
    saveTwo();
    assertThat(store.experiments().export(ExperimentQuery.ALL).lines().map(Json::parse))
        .containsExactly(Drops.experiment(2), Drops.experiment(1));
  }

  @Test
  void savingSameRecordThreeTimesProducesOneRow() {
    assertThat(store.save(Drops.experiment(1))).isEqualTo(new Saved(1, 0, List.of()));
    assertThat(store.save(Drops.experiment(1))).isEqualTo(new Saved(0, 1, List.of()));
    assertThat(store.save(Drops.experiment(1))).isEqualTo(new Saved(0, 1, List.of()));

    assertThat(store.count()).isEqualTo(1);
  }

  private void saveThree() {
    store.save(Drops.experiment(1).put("client_id", "alpha").put("score", 0.95));
    store.save(Drops.experiment(2).put("client_id", "alpha").put("score", 0.89));
    store.save(Drops.experiment(3).put("client_id", "beta").put("score", 0.9));
  }

  @Test
  void queryClientAlphaReturnsTwoRecords() {
    saveThree();
    assertThat(store.experiments().query(ExperimentQuery.of(new ClientId("alpha")))).hasSize(2);
  }

  @Test
  void queryClientBetaReturnsOneRecord() {
    saveThree();
    assertThat(store.experiments().query(ExperimentQuery.of(new ClientId("beta")))).hasSize(1);
  }

  @Test
  void queryWithNoFilterReturnsAllThreeRecords() {
    saveThree();
    assertThat(store.experiments().query(ExperimentQuery.ALL)).hasSize(3);
  }

  @Test
  void minScoreFilterReturnsOnlyRecordsOfAtLeast09() {
    saveThree();
    assertThat(store.experiments().query(ExperimentQuery.ALL.withMinScore(0.9)))
        .extracting(ExperimentRecord::score)
        .containsExactlyInAnyOrder(0.95, 0.9);
  }

  @Test
  void batchSaveOf50RecordsWorks() {
    ImportReport report =
        store.take(Drops.array(IntStream.range(0, 50).mapToObj(Drops::experiment).toList()));

    assertThat(report.added()).isEqualTo(50);
    assertThat(store.count()).isEqualTo(50);
  }
}

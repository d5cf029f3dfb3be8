package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite round trip, the ten cases of the seed, and the table, index and mode it promises. */
class SeedSuiteRoundTripTest {
  @TempDir Path folder;
  private StoreOnDisk store;
  private ExperimentRecord record;

  @BeforeEach
  void saveOne() {
    store = StoreOnDisk.in(folder);
    ObjectNode submitted = Drops.experiment(7);
    Drops.with(submitted, "account_snapshot", "{\"tags\":[\"GA4\",\"Meta\"],\"triggers\":12}");
    store.save(submitted.put("score", 0.92).put("note", "kept, though no field of ours"));
    record = store.all().get(0);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void queryReturnsOneRecord() {
    assertThat(store.all()).hasSize(1);
  }

  @Test
  void idMatches() {
    assertThat(record.id()).isEqualTo(Drops.id(7));
  }

  @Test
  void clientIdMatches() {
    assertThat(record.client()).isEqualTo(StoreOnDisk.HRE);
  }

  @Test
  void problemMatches() {
    assertThat(record.problem()).isEqualTo(Drops.experiment(7).path("problem").asText());
  }

  @Test
  void solutionMatches() {
    assertThat(record.solution()).isEqualTo(Drops.experiment(7).path("solution").asText());
  }

  @Test
  void scoreMatches() {
    assertThat(record.score()).isEqualTo(0.92);
  }

  @Test
  void accountSnapshotIsObject() {
    assertThat(record.accountSnapshot().isObject()).isTrue();
  }

  @Test
  void accountSnapshotTagsMatches() {
    assertThat(record.accountSnapshot().path("tags").toString()).isEqualTo("[\"GA4\",\"Meta\"]");
  }

  @Test
  void sourcesUsedRoundTripsAsArray() {
    assertThat(record.sourcesUsed()).isEqualTo(List.of("gtm", "google_ads", "meta"));
  }

  @Test
  void sourcesUsedContainsMeta() {
    assertThat(record.sourcesUsed()).contains("meta");
  }

  @Test
  void runTimeAndKeysBeyondTheNineMatchToo() {
    assertThat(record.runId()).isEqualTo("exp-2026-04-07-007");
    assertThat(record.timestamp()).isEqualTo(Instant.parse("2026-04-07T00:07:00Z"));
    assertThat(ExperimentJson.of(record).path("note").asText())
        .isEqualTo("kept, though no field of ours");
  }

  @Test
  void tableHasTheNineColumnsOfTheSeedFirst() {
    assertThat(strings("select name from pragma_table_info('experiments') order by cid"))
        .startsWith(
            "id",
            "client_id",
            "run_id",
            "problem",
            "solution",
            "score",
            "timestamp",
            "account_snapshot",
            "sources_used");
  }

  @Test
  void indexOnClientAndRunIsThere() {
    assertThat(
            strings("select name from pragma_index_info('idx_experiments_client_run') order by 1"))
        .containsExactly("client_id", "run_id");
  }

  @Test
  void storeIsInWalMode() {
    assertThat(strings("pragma journal_mode")).containsExactly("wal");
  }

  @Test
  void snapshotAndSourcesLieAsJsonTexts() {
    Map<String, Object> row =
        store
            .database()
            .jdbi()
            .withHandle(h -> h.select("select * from experiments").mapToMap().one());

    assertThat(row)
        .containsEntry("account_snapshot", "{\"tags\":[\"GA4\",\"Meta\"],\"triggers\":12}")
        .containsEntry("sources_used", "[\"gtm\",\"google_ads\",\"meta\"]");
  }

  private List<String> strings(String sql) {
    return store
        .database()
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}

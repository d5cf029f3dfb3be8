package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.client.ClientId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the store beyond the seed's own cases. */
class ExperimentStoreTest {
  private static final ClientId TELEIOS = StoreOnDisk.TELEIOS;

  @TempDir Path folder;
  private StoreOnDisk store;

  @BeforeEach
  void save() {
    store = StoreOnDisk.in(folder);
    double[] scores = {0, 0.05, 0.1, 0.3, 0.7, 0.75, 0.75, 0.9, 0.95, 1};
    List<ObjectNode> drop =
        IntStream.range(0, scores.length)
            .mapToObj(n -> Drops.experiment(n).put("score", scores[n]))
            .toList();
    drop.get(9).put("client_id", "teleios");
    store.take(Drops.lines(drop));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void newestComesFirst() {
    assertThat(store.all())
        .extracting(ExperimentRecord::id)
        .startsWith(Drops.id(9), Drops.id(8))
        .endsWith(Drops.id(0));
  }

  @Test
  void sinceIsInclusive() {
    Instant since = Instant.parse("2026-04-07T00:08:00Z");

    assertThat(store.experiments().query(ExperimentQuery.ALL.withSince(since)))
        .extracting(ExperimentRecord::id)
        .containsExactly(Drops.id(9), Drops.id(8));
    assertThat(store.experiments().count(ExperimentQuery.ALL.withSince(since.plusMillis(1))))
        .isEqualTo(1);
  }

  @Test
  void filtersAreCombined() {
    ExperimentQuery wanted =
        ExperimentQuery.of(StoreOnDisk.HRE)
            .withMinScore(0.75)
            .withSince(Instant.parse("2026-04-07T00:06:00Z"));

    assertThat(store.experiments().query(wanted))
        .extracting(ExperimentRecord::score)
        .containsExactly(0.95, 0.9, 0.75);
    assertThat(store.experiments().count(wanted)).isEqualTo(3);
  }

  @Test
  void histogramCountsTenthsAndWhatAThresholdKeeps() {
    ScoreHistogram histogram =
        store.experiments().histogram(ExperimentQuery.ALL, List.of(0.75, 0.9));

    assertThat(histogram.total()).isEqualTo(10);
    assertThat(histogram.tenths()).containsExactly(2L, 1L, 0L, 1L, 0L, 0L, 0L, 3L, 0L, 3L);
    assertThat(histogram.kept()).containsEntry(0.75, 5L).containsEntry(0.9, 3L);
  }

  @Test
  void histogramOfNothingIsAllZero() {
    ScoreHistogram histogram =
        store.experiments().histogram(ExperimentQuery.of(new ClientId("nobody")), List.of(0.75));

    assertThat(histogram.total()).isZero();
    assertThat(histogram.kept()).containsEntry(0.75, 0L);
  }

  @Test
  void exportOfOneClientHoldsNothingOfAnother() {
    assertThat(store.experiments().export(ExperimentQuery.of(TELEIOS)))
        .contains("\"client_id\":\"teleios\"")
        .doesNotContain("\n", "hre");
  }

  @Test
  void whatWasSavedIsThereWhenTheStoreIsOpenedAgain() {
    store.close();
    store = StoreOnDisk.in(folder);

    assertThat(store.count()).isEqualTo(10);
  }
}

package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Percent, pass and fail, and overshoots are told apart before the first row is saved. */
class ScaleOfScoresTest {
  private static final ImportOptions PERCENT = new ImportOptions(Optional.empty(), Scale.PERCENT);

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
  void percentBatchIsRefusedAsAWholeWithTheOptionToType() {
    assertThatThrownBy(() -> store.take(scored(0.9, 84.3, 95.7, 0)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("up to 95.7")
        .hasMessageContaining("nothing was saved")
        .hasMessageContaining("--scale percent");
    assertThat(store.count()).isZero();
  }

  @Test
  void percentBatchIsDividedBy100WhenAsked() {
    ImportReport report = store.take(scored(84.3, 95.7, 100, 0.5), PERCENT);

    assertThat(report.warnings()).isEmpty();
    assertThat(store.all())
        .extracting(ExperimentRecord::score)
        .containsExactlyInAnyOrder(84.3 / 100, 95.7 / 100, 1.0, 0.005);
  }

  @Test
  void scoreAbove100PercentIsClampedAndCounted() {
    assertThat(store.take(scored(84.3, 104), PERCENT).warnings())
        .containsExactly("1 scores outside 0 to 1 were clamped");
  }

  @Test
  void scoresThatAreAllZeroOrOneAreSavedWithAWarning() {
    ImportReport report = store.take(scored(1, 0, 1, 1));

    assertThat(report.added()).isEqualTo(4);
    assertThat(report.warnings()).singleElement().asString().contains("every score is 0 or 1");
  }

  @Test
  void onePerfectScoreIsNoPassAndFail() {
    assertThat(store.take(scored(1)).warnings()).isEmpty();
  }

  @Test
  void overshootsAreClampedAndCounted() {
    ImportReport report = store.take(scored(1.1, -0.5, 0.75));

    assertThat(report.warnings()).containsExactly("2 scores outside 0 to 1 were clamped");
    assertThat(store.all())
        .extracting(ExperimentRecord::score)
        .containsExactlyInAnyOrder(1.0, 0.0, 0.75);
  }

  @Test
  void percentageAfterTenThousandGoodRowsIsOneBadRecord() {
    List<ObjectNode> drop = new ArrayList<>();
    IntStream.range(0, 10_000).forEach(n -> drop.add(Drops.experiment(n)));
    drop.add(Drops.experiment(10_000).put("score", 84.3));
    drop.add(Drops.experiment(10_001));

    ImportReport report = store.take(Drops.lines(drop));

    assertThat(report.added()).isEqualTo(10_001);
    assertThat(report.refusals())
        .containsExactly(
            new RecordRefusal(10_001, "score", "looks like percent among scores from 0 to 1"));
  }

  @Test
  void percentageAmongTheFirstTenThousandRefusesAll() {
    List<ObjectNode> drop = new ArrayList<>();
    IntStream.range(0, 9_999).forEach(n -> drop.add(Drops.experiment(n)));
    drop.add(Drops.experiment(9_999).put("score", 84.3));

    assertThatThrownBy(() -> store.take(Drops.lines(drop))).isInstanceOf(RefusedException.class);
    assertThat(store.count()).isZero();
  }

  private static String scored(double... scores) {
    List<ObjectNode> drop = new ArrayList<>();
    DoubleStream.of(scores)
        .forEach(score -> drop.add(Drops.experiment(drop.size()).put("score", score)));
    return Drops.lines(drop);
  }
}

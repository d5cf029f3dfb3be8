package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables that autoresearch keeps, in both dialects. */
class ResultsTableDropTest {
  private static final String OLDER = "commit\tval_bpb\tmemory_gb\tstatus\tdescription\n";
  private static final String NEWER =
      "iteration\ttimestamp\tcommit\tmetric\tdelta\tguard\tguard-metric\tstatus\tdescription\n";

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
  void rowOfTheOlderDialectStatesNoProblemAndNoScore() {
    ImportReport report = store.take(Samples.text("results.tsv"));

    assertThat(report.read()).isEqualTo(4);
    assertThat(report.added()).isZero();
    assertThat(reasons(report))
        .containsExactly(
            "line 2: is the baseline: nothing had been tried",
            "line 3: states no problem, only what was tried; has no score from 0 to 1: its metric"
                + " is on a scale of its own, and lower is better",
            "line 4: states no problem, only what was tried; has no score from 0 to 1: its metric"
                + " is on a scale of its own, and lower is better",
            "line 5: failed: nothing was measured, and no number beside it is a score");
  }

  @Test
  void zeroOfACrashIsNotTheBestOfAMetricThatIsBetterWhenLower() {
    assertThat(store.take(Samples.text("results.tsv")).warnings().get(0))
        .startsWith(
            "a table of autoresearch (val_bpb, lower is better): 1 baseline, 1 kept, 1 discarded,"
                + " 1 failed, best 0.9932;");
  }

  @Test
  void rowWithProblemAndScoreAddedBecomesAnExample() {
    ImportReport report = store.take(Samples.text("results-with-problems.tsv"));

    assertThat(report.refused()).isEqualTo(3);
    assertThat(store.all())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.client()).isEqualTo(StoreOnDisk.HRE);
              assertThat(record.runId()).isEqualTo("commit-b2c3d4e");
              assertThat(record.problem()).isEqualTo("Purchases reach Google Ads without a value");
              assertThat(record.solution())
                  .isEqualTo("Read ecommerce.value in a data layer variable");
              assertThat(record.score()).isEqualTo(0.9);
              assertThat(record.timestamp()).isEqualTo(Instant.parse("2026-08-03T09:10:00Z"));
              assertThat(record.extra().path("metric").asText()).isEqualTo("71.5");
              assertThat(record.extra().path("metric_direction").asText())
                  .isEqualTo("higher_is_better");
            });
    assertThat(store.take(Samples.text("results-with-problems.tsv")).added()).isZero();
  }

  @Test
  void directionIsTheOneThatTheFileDeclares() {
    String rows = "0\t-\t-\t5\t0\t-\t-\tbaseline\ts\n1\t-\t-\t3\t-2\t-\t-\tkeep\tt\n";

    assertThat(note("# metric_direction: lower_is_better\n" + NEWER + rows)).contains("best 3.0");
    assertThat(note("# metric_direction: higher_is_better\n" + NEWER + rows)).contains("best 5.0");
  }

  @Test
  void directionThatNobodyDeclaredIsNotInferredFromTheValues() {
    String rows = "0\t-\t-\t5\t0\t-\t-\tbaseline\ts\n1\t-\t-\t3\t-2\t-\t-\tkeep\tt\n";

    assertThat(note(NEWER + rows))
        .contains("which way is better is not said")
        .doesNotContain("best ");
    assertThat(note("# metric_direction: sideways\n" + NEWER + rows)).doesNotContain("best ");
  }

  @Test
  void declaredDirectionGoesBeforeTheOneOfTheMetricsDefinition() {
    assertThat(note("# metric_direction: higher_is_better\n" + OLDER + "a\t1\t1\tkeep\td\n"))
        .contains("val_bpb, higher is better");
  }

  @Test
  void lastLineThatBreaksOffIsNotFinishedYet() {
    ImportReport report = store.take(OLDER + "a1b2c3d\t0.99\t44.0\tkeep\tbaseline\nb2c3d4e\t0.9");

    assertThat(reasons(report).get(1))
        .isEqualTo("line 3: is not finished yet: it breaks off; drop the file again when it is");
  }

  @Test
  void lineThatIsTooShortInTheMiddleIsAnErrorOfThatLine() {
    ImportReport report = store.take(OLDER + "a\t1\nb\t1\t1\tkeep\td\n");

    assertThat(reasons(report).get(0))
        .isEqualTo("line 2: has 2 columns where the first line names 5");
    assertThat(report.refused()).isEqualTo(2);
  }

  @Test
  void quotesAndCommasInADescriptionAreItsOwn() {
    store.take(
        lines(
            "status\tdescription\tproblem\tscore\ttimestamp\tclient_id\tcommit",
            "keep\t\"a\", and \"b\tWhat \"now\"?\t0.5\t2026-08-03T09:10:00Z\thre\tc1"));

    assertThat(store.all().get(0).solution()).isEqualTo("\"a\", and \"b");
    assertThat(store.all().get(0).problem()).isEqualTo("What \"now\"?");
  }

  @Test
  void crashIsNoExampleThoughItStatesAll() {
    String crash =
        lines(
            "status\tdescription\tproblem\tscore\ttimestamp\tclient_id\tcommit",
            "crash\twhat\twhy\t0.9\t2026-08-03T09:10:00Z\thre\tc1");

    assertThat(store.take(crash).added()).isZero();
  }

  @Test
  void unknownColumnsAreKeptAndAnUnknownStatusIsNoHindrance() {
    store.take(
        lines(
            "status\tdescription\tproblem\tscore\ttimestamp\tclient_id\tcommit\tlayer",
            "shelved\twhat\twhy\t0.9\t2026-08-03T09:10:00Z\thre\tc1\tbody\r"));

    assertThat(store.all().get(0).extra().path("layer").asText()).isEqualTo("body");
  }

  @Test
  void wordWhereAScoreShouldBeIsRefusedByName() {
    ImportReport report =
        store.take(
            lines(
                "status\tdescription\tproblem\tscore\ttimestamp\tclient_id\tcommit",
                "keep\twhat\twhy\tgood\t2026-08-03T09:10:00Z\thre\tc1"));

    assertThat(reasons(report)).containsExactly("line 2: score is no number but a text");
  }

  @Test
  void tableOfASubcommandIsReadThoughItMeasuresNothing() {
    ImportReport report =
        store.take(
            lines(
                "# metric_direction: higher_is_better",
                "round\tcandidate_label\tjudge_verdict",
                "1\tA\tB wins"));

    assertThat(reasons(report))
        .containsExactly(
            "line 3: states no problem, only what was tried; states no solution; has no score from"
                + " 0 to 1");
  }

  @Test
  void tableOfSomethingElseIsRefusedAsAWhole() {
    assertThatThrownBy(() -> store.take("campaign\tclicks\nspring\t12\n"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("this table is none of experiments");
  }

  @Test
  void lineThatIsNoTextIsRefusedAlone() {
    byte[] bytes =
        (OLDER + "a\t1\t1\tkeep\td\nb\t1\t1\tkeep\t?\n").getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 2] = (byte) 0xff;

    assertThat(reasons(store.take(new ByteArrayInputStream(bytes))))
        .containsExactly(
            "line 2: is the baseline: nothing had been tried", "line 3: is no UTF-8 text");
  }

  @Test
  void tableWithoutARowIsNoFailure() {
    assertThat(store.take(OLDER).read()).isZero();
    assertThat(store.take("# metric_direction: higher_is_better\n").warnings())
        .containsExactly("this table has no rows yet");
  }

  @Test
  void tableOfManyCrashesIsCountedAndListedUpToALimit() {
    ImportReport report =
        store.take(
            Drops.joined(
                Drops.stream(OLDER), Drops.repeated("a\t1\t1\tcrash\tout of memory\n", 5 << 20)));

    assertThat(report.refused()).isGreaterThan(100_000);
    assertThat(report.refusals()).hasSize(10_000);
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  private String note(String table) {
    return store.take(table).warnings().get(0);
  }

  private static List<String> reasons(ImportReport report) {
    return report.refusals().stream().map(RecordRefusal::toString).toList();
  }
}

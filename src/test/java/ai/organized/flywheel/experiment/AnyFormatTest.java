package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is cut off or overwritten in a file of any format: it is refused, or every row is. */
class AnyFormatTest {
  @TempDir Path folder;
  @TempDir Path inbox;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyRowOfADamagedFileIsAccountedFor(long seed) throws Exception {
    Random random = new Random(seed);
    Path file = inbox.resolve("drop");
    Files.write(file, damaged(original(random), random));
    try (StoreOnDisk store = StoreOnDisk.in(folder)) {
      ImportReport report = store.takeFile(file);

      assertThat(report.added() + report.known() + report.conflicts().size() + report.refused())
          .isEqualTo(report.read());
      assertThat(store.count()).isEqualTo(report.added());
    } catch (RefusedException e) {
      assertThat(e.code())
          .isIn(
              "empty_file",
              "percent_scores",
              "unknown_table",
              "unknown_database",
              "unreadable_database");
    }
    try (Stream<Path> files = Files.list(inbox)) {
      assertThat(files).containsExactly(file);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void tableThatIsCutOffKeepsTheRowsBeforeTheCut(long seed) {
    Random random = new Random(seed);
    int rows = 1 + random.nextInt(30);
    String table = table(rows);
    int cut = table.indexOf('\n') + 1 + random.nextInt(table.length() - table.indexOf('\n'));
    long whole = table.substring(0, cut).lines().count() - 1;
    try (StoreOnDisk store = StoreOnDisk.in(folder)) {
      ImportReport report = store.take(table.substring(0, cut));

      assertThat(report.read()).isEqualTo(whole);
      assertThat(report.added()).isGreaterThanOrEqualTo(whole - 1);
      assertThat(report.refusals()).allMatch(refusal -> refusal.line() == whole + 1 && whole > 0);
    }
  }

  private byte[] original(Random random) throws SQLException, IOException {
    return switch (random.nextInt(5)) {
      case 0 -> Samples.text("loop-result.json").getBytes(StandardCharsets.UTF_8);
      case 1 -> Samples.text("growth-experiments.json").getBytes(StandardCharsets.UTF_8);
      case 2 -> Samples.text("results.tsv").getBytes(StandardCharsets.UTF_8);
      case 3 -> table(20).getBytes(StandardCharsets.UTF_8);
      default -> database();
    };
  }

  private byte[] database() throws SQLException, IOException {
    Path made = folder.resolve("made.sqlite");
    LoggerFile.write(made, Drops.experiments(200));
    return Files.readAllBytes(made);
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(20); i > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return random.nextBoolean()
        ? damaged
        : Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
  }

  private static String table(int rows) {
    StringBuilder table =
        new StringBuilder("iteration\tstatus\ttimestamp\tclient_id\tscore\tproblem\tdescription\n");
    for (int i = 0; i < rows; i++) {
      table
          .append(i)
          .append("\tkeep\t2026-08-03T09:10:00Z\thre\t0.5\tproblem ")
          .append(i)
          .append("\tsolution ")
          .append(i)
          .append('\n');
    }
    return table.toString();
  }
}

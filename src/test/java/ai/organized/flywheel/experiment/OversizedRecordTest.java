package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too long or too deep is passed over without being held in memory. */
class OversizedRecordTest {
  private static final ObjectNode FIRST = Drops.experiment(1);
  private static final ObjectNode SECOND = Drops.experiment(2);

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
  void lineOf100MbBetweenTwoGoodOnesIsPassedOver() {
    ImportReport report =
        store.take(
            Drops.joined(
                Drops.stream(FIRST + "\n{\"problem\":\""),
                Drops.letters(100 << 20),
                Drops.stream("\"}\n" + SECOND + "\n")));

    assertThat(report.added()).isEqualTo(2);
    assertThat(one(report)).isEqualTo("line 2: is longer than 8 MiB");
  }

  @Test
  void elementOf100MbBetweenTwoGoodOnesIsPassedOver() {
    ImportReport report =
        store.take(
            Drops.joined(
                Drops.stream("[" + FIRST + ",\n{\"a\":[\"x\""),
                Drops.repeated(",\"xxxxxxxxx\"", 100 << 20),
                Drops.stream("]},\n" + SECOND + "]")));

    assertThat(report.added()).isEqualTo(2);
    assertThat(one(report)).isEqualTo("line 2: is longer than 8 MiB");
  }

  @Test
  void textOf100MbInAnArrayEndsItWithAReason() {
    ImportReport report =
        store.take(
            Drops.joined(
                Drops.stream("[" + FIRST + ",\n{\"problem\":\""),
                Drops.letters(100 << 20),
                Drops.stream("\"}]")));

    assertThat(report.added()).isEqualTo(1);
    assertThat(one(report)).startsWith("line 2: cannot be read from here on: a text in it is too");
  }

  @Test
  void lineNestedTooDeepIsRefusedAndTheNextLineIsRead() {
    ImportReport report = store.take(deep(5_000) + "\n" + SECOND);

    assertThat(report.added()).isEqualTo(1);
    assertThat(one(report)).contains("nested too deep");
  }

  @Test
  void elementNestedTooDeepEndsTheArrayAndKeepsWhatStoodBefore() {
    ImportReport report = store.take("[" + FIRST + ",\n" + deep(5_000) + ",\n" + SECOND + "]");

    assertThat(report.added()).isEqualTo(1);
    assertThat(one(report)).startsWith("line 2: cannot be read from here on: ");
    assertThat(one(report)).contains("nested too deep");
  }

  private static String deep(int levels) {
    return "{\"account_snapshot\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
  }

  private static String one(ImportReport report) {
    assertThat(report.refused()).isEqualTo(1);
    return report.refusals().get(0).toString();
  }
}

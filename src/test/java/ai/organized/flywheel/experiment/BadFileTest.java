package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a file as a whole, or with one place of it, costs nothing else. */
class BadFileTest {
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

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF", " \r\n\t\n"})
  void emptyFileIsRefused(String nothing) {
    assertThatThrownBy(() -> store.take(nothing))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the file is empty");
  }

  @Test
  void emptyArrayHoldsNothingAndIsNoFailure() {
    assertThat(store.take("[]").read()).isZero();
  }

  @Test
  void arrayThatBreaksOffKeepsWhatStoodBefore() {
    String whole = "[\n" + FIRST + ",\n" + SECOND + "]";

    ImportReport report = store.take(whole.substring(0, whole.length() - 40));

    assertThat(report.added()).isEqualTo(1);
    assertThat(one(report))
        .startsWith("line 3: cannot be read from here on: it breaks off at column ")
        .endsWith("; what stood before it was read");
  }

  @Test
  void arrayWithoutItsEndKeepsWhatStoodBefore() {
    ImportReport report = store.take("[" + FIRST + "," + SECOND);

    assertThat(report.added()).isEqualTo(2);
    assertThat(one(report)).contains("it breaks off");
  }

  @Test
  void lastLineThatBreaksOffIsRefusedAlone() {
    ImportReport report = store.take(FIRST + "\n" + SECOND.toString().substring(0, 50));

    assertThat(report.added()).isEqualTo(1);
    assertThat(one(report)).startsWith("line 2: is no JSON: it breaks off at column ");
  }

  @Test
  void elementsThatAreNoObjectsAreRefusedOneByOne() {
    ImportReport report = store.take("[1,\n\"a\",\n" + FIRST + ",\nnull,\n[" + SECOND + "]]");

    assertThat(report.added()).isEqualTo(1);
    assertThat(reasons(report))
        .containsExactly(
            "line 1: is no JSON object",
            "line 2: is no JSON object",
            "line 4: is no JSON object",
            "line 5: is no JSON object");
  }

  @Test
  void linesThatAreNoObjectsAreRefusedOneByOne() {
    ImportReport report = store.take(FIRST + "\n12\nnot json\n" + SECOND);

    assertThat(report.added()).isEqualTo(2);
    assertThat(reasons(report)).hasSize(2);
    assertThat(reasons(report).get(0)).isEqualTo("line 2: is no JSON object");
    assertThat(reasons(report).get(1)).startsWith("line 3: is no JSON: it cannot be understood");
  }

  @Test
  void whatStandsAfterTheEndIsReported() {
    ImportReport report = store.take("[" + FIRST + "]\n" + SECOND);

    assertThat(report.added()).isEqualTo(1);
    assertThat(one(report)).contains("there is more after the end of the JSON");
  }

  @Test
  void garbageBehindALineIsReportedForThatLine() {
    ImportReport report = store.take(FIRST + " garbage\n" + SECOND);

    assertThat(report.added()).isEqualTo(1);
    assertThat(one(report)).startsWith("line 1: is no JSON: ");
  }

  @Test
  void keyGivenTwiceInALineIsRefusedAndTheNextLineIsRead() {
    ImportReport report = store.take(twice(FIRST) + "\n" + SECOND);

    assertThat(report.added()).isEqualTo(1);
    assertThat(one(report)).startsWith("line 1: is no JSON: a key is given twice at column ");
  }

  @Test
  void keyGivenTwiceInAnArrayIsRefusedAndTheNextElementIsRead() {
    String deep = FIRST.toString().replace("\"tags\":27", "\"tags\":27,\"tags\":{\"a\":[1]}");

    ImportReport report = store.take("[" + twice(FIRST) + ",\n" + deep + ",\n" + SECOND + "]");

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.refused()).isEqualTo(2);
    assertThat(reasons(report)).allMatch(r -> r.contains("a key is given twice"));
  }

  @Test
  void oneObjectOverSeveralLinesIsRead() {
    assertThat(store.take(FIRST.toPrettyString()).added()).isEqualTo(1);
  }

  private static String twice(ObjectNode object) {
    return object.toString().replace("{\"id\"", "{\"run_id\":\"other\",\"id\"");
  }

  private static String one(ImportReport report) {
    assertThat(report.refused()).isEqualTo(1);
    return reasons(report).get(0);
  }

  private static List<String> reasons(ImportReport report) {
    return report.refusals().stream().map(RecordRefusal::toString).toList();
  }
}

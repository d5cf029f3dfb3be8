package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.RouteFiles;
import ai.organized.flywheel.storage.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A format is told by what is in a file; its name may say something else. */
class WhichFormatTest {
  @TempDir Path folder;
  @TempDir Path inbox;
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
  @CsvSource({
    "loop-result.json, results.tsv",
    "loop-result.json, experiments.sqlite",
    "results-with-problems.tsv, loop-result.json",
    "results-with-problems.tsv, experiments.jsonl",
    "growth-experiments.json, results.tsv",
    "growth-experiments.json, teleios.jsonl"
  })
  void nameOfAFileSaysNothing(String sample, String name) throws IOException {
    assertThat(read(Files.writeString(inbox.resolve(name), Samples.text(sample))).added())
        .isEqualTo(1);
  }

  @Test
  void databaseThatIsCalledJsonIsReadAsADatabase() throws SQLException {
    assertThat(
            read(LoggerFile.write(inbox.resolve("a.json"), List.of(Drops.experiment(1)))).added())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"loop-result.json", "results-with-problems.tsv", "growth-experiments.json"})
  void byteOrderMarkAndLinesOfWindowsAreNoHindrance(String sample) {
    assertThat(store.take("\uFEFF" + Samples.text(sample).replace("\n", "\r\n")).added())
        .isEqualTo(1);
  }

  @Test
  void eachElementOfAnArrayIsLookedAtForItself() {
    ImportReport report =
        store.take(
            "["
                + String.join(
                    ",\n",
                    Drops.experiment(1).toString(),
                    oneLine("loop-result.json"),
                    "{\"playbook\":{\"best\":\"thread\"}}",
                    Json.parse(Samples.text("growth-experiments.json")).path(0).toString(),
                    "7",
                    Drops.experiment(2).toString())
                + "]");

    assertThat(report.added()).isEqualTo(4);
    assertThat(report.read()).isEqualTo(10);
    assertThat(report.refusals().stream().map(RecordRefusal::toString))
        .contains(
            "line 3: is nothing that is known here: no experiment record, no loop result and no"
                + " experiment of a growth engine",
            "line 5: is no JSON object");
  }

  @Test
  void eachLineIsLookedAtForItself() {
    ImportReport report =
        store.take(Drops.experiment(1) + "\n" + oneLine("loop-result.json") + "\n");

    assertThat(report.added()).isEqualTo(2);
  }

  @Test
  void recordWithKeysOfOtherFormatsIsStillARecord() {
    ImportReport report =
        store.take(
            Drops.experiment(1)
                .put("hypothesis", "h")
                .put("startTime", "2026")
                .set("results", Json.parse("[]"))
                .toString());

    assertThat(report.added()).isEqualTo(1);
  }

  @Test
  void folderTakesWhatIsNamedLikeADropAndNoLogOfADatabase() {
    String include =
        RouteFiles.routes().stream()
            .filter(route -> route.path("id").asText().equals("collect-dropped-experiments"))
            .findFirst()
            .orElseThrow()
            .at("/from/parameters/include")
            .asText();

    assertThat(List.of("a.json", "a.jsonl", "results.tsv", "experiments.sqlite"))
        .allMatch(name -> name.matches(include));
    assertThat(List.of("experiments.sqlite-wal", "experiments.sqlite-shm", "a.tsv.part", "a.csv"))
        .noneMatch(name -> name.matches(include));
  }

  private ImportReport read(Path file) {
    return new ImportDrop(store.importer()).read(file);
  }

  private static String oneLine(String sample) {
    return Json.text(Json.parse(Samples.text(sample)));
  }
}

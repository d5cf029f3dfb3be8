package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.storage.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SQLite file of the user's own experiment logger, of which not a byte is changed. */
class DatabaseDropTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-04-08T00:00:00Z"));

  @TempDir Path folder;
  @TempDir Path drops;
  private StoreOnDisk store;
  private Path file;

  @BeforeEach
  void open() {
    store = StoreOnDisk.in(folder);
    file = drops.resolve("experiments.sqlite");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void rowsComeInAsTheyWere() throws Exception {
    LoggerFile.write(file, Drops.experiments(2_500));

    ImportReport report = store.takeFile(file);

    assertThat(report.added()).isEqualTo(2_500);
    assertThat(report.hasRefusals()).isFalse();
    assertThat(report.warnings()).isEmpty();
    assertThat(store.experiments().export(ExperimentQuery.ALL).lines().map(Json::parse))
        .containsExactlyInAnyOrderElementsOf(Drops.experiments(2_500));
  }

  @Test
  void rowsThatCameAsJsonLinesAlreadyAddNothing() throws Exception {
    store.take(Drops.lines(Drops.experiments(10)));

    ImportReport report = store.takeFile(LoggerFile.write(file, Drops.experiments(10)));

    assertThat(report.added()).isZero();
    assertThat(report.known()).isEqualTo(10);
    assertThat(report.conflicts()).isEmpty();
  }

  @Test
  void fileAndItsFolderStayAsTheyWere() throws Exception {
    LoggerFile.write(file, Drops.experiments(100));
    Files.setLastModifiedTime(file, LONG_AGO);
    byte[] before = Files.readAllBytes(file);

    store.takeFile(file);

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
    assertThat(names()).containsExactly("experiments.sqlite");
  }

  @Test
  void fileThatMayOnlyBeReadIsRead() throws Exception {
    LoggerFile.write(file, Drops.experiments(3));
    assertThat(file.toFile().setWritable(false)).isTrue();

    assertThat(store.takeFile(file).added()).isEqualTo(3);
  }

  @Test
  void rowsInTheLogBesideItAreReadAndTheLogIsLeftAsItWas() throws Exception {
    try (Connection logger = LoggerFile.open(file)) {
      LoggerFile.run(logger, "pragma wal_checkpoint(truncate)");
      LoggerFile.insert(logger, Drops.experiments(7));
      byte[] log = Files.readAllBytes(beside("-wal"));
      assertThat(log).isNotEmpty();

      ImportReport report = store.takeFile(file);

      assertThat(report.added()).isEqualTo(7);
      assertThat(report.warnings().get(0))
          .isEqualTo("the SQLite file was read together with the -wal beside it");
      assertThat(Files.readAllBytes(beside("-wal"))).isEqualTo(log);
      assertThat(names())
          .containsExactlyInAnyOrder(
              "experiments.sqlite", "experiments.sqlite-shm", "experiments.sqlite-wal");
    }
  }

  @Test
  void logThatIsOlderThanTheFileBelongsToAnother() throws Exception {
    LoggerFile.write(file, Drops.experiments(3));
    Files.writeString(beside("-wal"), "what another file of that name left");
    Files.setLastModifiedTime(beside("-wal"), LONG_AGO);

    ImportReport report = store.takeFile(file);

    assertThat(report.added()).isEqualTo(3);
    assertThat(report.warnings().get(0)).contains("is older than the file and was not read");
  }

  @Test
  void whatLayBesideADroppedFileGoesWithIt() throws Exception {
    LoggerFile.write(file, Drops.experiments(3));
    Files.writeString(beside("-wal"), "old");
    Files.setLastModifiedTime(beside("-wal"), LONG_AGO);
    ImportDrop drop = new ImportDrop(store.importer());

    drop.putAway(file, drop.read(file));

    assertThat(names()).containsExactly(".done");
    assertThat(drops.resolve(".done/experiments.sqlite")).exists();
    assertThat(drops.resolve(".done/experiments.sqlite-wal")).exists();
  }

  @Test
  void columnsBeyondTheNineAreKeptAndAMissingIdIsDerived() throws Exception {
    LoggerFile.write(file, Drops.experiments(1));
    LoggerFile.of(
        file,
        "create table other as select client_id, run_id, problem, solution, score, timestamp,"
            + " account_snapshot, sources_used, 'x' as Note, x'00ff' as blob, null as missing from"
            + " experiments",
        "drop table experiments",
        "alter table other rename to experiments");

    assertThat(store.takeFile(file).added()).isEqualTo(1);
    assertThat(store.all().get(0).extra()).isEqualTo(Json.parse("{\"note\":\"x\"}"));
    assertThat(store.takeFile(file).added()).isZero();
  }

  @Test
  void badRowsAreRefusedOneByOne() throws Exception {
    try (Connection logger = LoggerFile.open(file)) {
      LoggerFile.insert(logger, Drops.experiments(5));
      LoggerFile.run(
          logger,
          "update experiments set score = 'good' where rowid = 1",
          "update experiments set account_snapshot = '{\"tags\":' where rowid = 2",
          "update experiments set sources_used = 'gtm' where rowid = 3",
          "update experiments set problem = cast(zeroblob(9000000) as text) where rowid = 4");
    }

    ImportReport report = store.takeFile(file);

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.refusals().stream().map(RecordRefusal::toString))
        .containsExactly(
            "line 1: score is no number but a text (row 1)",
            "line 2: account_snapshot is no object but a text (row 2)",
            "line 3: sources_used is no list but a text (row 3)",
            "line 4: is longer than 8 MiB");
  }

  @Test
  void damagedFileKeepsWhatStoodBeforeOrIsRefused() throws Exception {
    LoggerFile.write(file, Drops.experiments(2_000));
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0x5a);
    Files.write(file, bytes);

    ImportReport report = store.takeFile(file);

    assertThat(report.added()).isPositive().isLessThan(2_000);
    assertThat(report.refusals().get(report.refusals().size() - 1).reason())
        .contains("the database is damaged");
  }

  private Path beside(String ending) {
    return drops.resolve("experiments.sqlite" + ending);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(drops)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}

package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A SQLite file that is not an experiment logger's is refused as a whole, with its reason. */
class WrongDatabaseTest {
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
  void fileThatWasLeftInTheMiddleOfAWriteIsRefused() throws Exception {
    LoggerFile.write(file, Drops.experiments(3));
    Files.writeString(drops.resolve("experiments.sqlite-journal"), "half a write");

    refused("unreadable_database", "was left in the middle of a write");
  }

  @Test
  void tableOfTheCorrelationEngineIsAnotherOne() throws Exception {
    LoggerFile.of(
        file,
        "create table experiments (id integer primary key, client_id text not null, start_time text"
            + " not null, template_path text, rounds integer, best_score real, stop_reason text)",
        "insert into experiments values (1, 'hre', '2026-04-07', 'x', 5, 0.9, 'plateau')");

    refused("unknown_database", "its rows are runs of a loop and state no problem and no solution");
  }

  @Test
  void tableThatLacksAColumnIsRefusedByItsName() throws Exception {
    LoggerFile.of(file, "create table experiments (run_id text, problem text, solution text)");

    refused("unknown_database", "has no column score, timestamp, account_snapshot, sources_used");
  }

  @Test
  void fileWithoutTheTableIsRefused() throws Exception {
    LoggerFile.of(file, "create table prompts (id integer)");

    refused("unknown_database", "it has no table experiments");
  }

  @Test
  void viewOfThatNameIsNotRun() throws Exception {
    LoggerFile.of(file, "create view experiments as select 1 as problem, 2 as solution");

    refused("unknown_database", "it has no table experiments");
  }

  @Test
  void storeOfOurOwnIsNoDropEvenWhileItIsOpen() throws IOException {
    store.take(Drops.lines(Drops.experiments(5)));
    Path copy = Files.copy(store.file(), file);

    refused("flywheel_store", "flywheel experiments export");
    file = store.file();
    refused("flywheel_store", "flywheel experiments export");
    assertThat(copy).exists();
  }

  @Test
  void textWithTheHeadOfADatabaseIsRefused() throws IOException {
    Files.writeString(file, "SQLite format 3\0 and then nothing of the kind");

    refused("unreadable_database", "cannot be read (SQLITE_NOTADB)");
  }

  @Test
  void postedFileIsRefusedWithWhatToDo() throws Exception {
    LoggerFile.write(file, Drops.experiments(1));

    assertThatThrownBy(() -> store.take(Files.newInputStream(file)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("posted_database"))
        .hasMessageContaining("flywheel experiments import --file");
  }

  private void refused(String code, String message) {
    assertThatThrownBy(() -> store.takeFile(file))
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }
}

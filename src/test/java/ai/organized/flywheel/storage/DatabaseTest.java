package ai.organized.flywheel.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path folder;

  @Test
  void storeIsDurableWaitsAndKeepsItsReferences() {
    try (Database database = Database.open(folder.resolve("not/yet/there/flywheel.sqlite"))) {
      assertThat(text(database, "pragma journal_mode")).isEqualTo("wal");
      assertThat(text(database, "pragma synchronous")).isEqualTo("2"); // FULL
      assertThat(text(database, "pragma foreign_keys")).isEqualTo("1");
      assertThat(text(database, "pragma busy_timeout")).isEqualTo("30000");
    }
  }

  @Test
  void newestVersionThatIsAskedForIsTheHighestMigration() throws Exception {
    Path migrations = Path.of("src/main/resources/db/migration");
    try (Stream<Path> files = Files.list(migrations)) {
      int highest =
          files
              .map(file -> file.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1"))
              .mapToInt(Integer::parseInt)
              .max()
              .orElseThrow();
      assertThat(Schema.NEWEST).isEqualTo(String.valueOf(highest));
    }
  }

  @Test
  void storeThatIsNewIsOpenedByManyAtOnce() throws Exception {
    Path file = folder.resolve("flywheel.sqlite");
    Callable<Long> open =
        () -> {
          try (Database database = Database.open(file)) {
            return Long.valueOf(text(database, "select count(*) from experiments"));
          }
        };

    List<Long> counts = Together.run(IntStream.range(0, 6).mapToObj(n -> open).toList());

    assertThat(counts).containsOnly(0L);
  }

  @Test
  void writersOfTwoConnectionsWaitForEachOther() throws Exception {
    Path file = folder.resolve("flywheel.sqlite");
    Database.open(file).close();
    Callable<Integer> write =
        () -> {
          try (Database database = Database.open(file)) {
            for (int i = 0; i < 50; i++) {
              database
                  .jdbi()
                  .useTransaction(
                      handle -> {
                        handle.select("select count(*) from cycles").mapTo(Long.class).one();
                        handle.execute(
                            "insert into cycles (client_id, asked_at) values ('hre', 1) on conflict"
                                + " (client_id) do update set asked_at = asked_at + 1");
                      });
            }
            return 50;
          }
        };

    Together.run(List.of(write, write));

    try (Database database = Database.open(file)) {
      assertThat(text(database, "select asked_at from cycles")).isEqualTo("100");
    }
  }

  private static String text(Database database, String sql) {
    return database.jdbi().withHandle(handle -> handle.select(sql).mapTo(String.class).one());
  }
}

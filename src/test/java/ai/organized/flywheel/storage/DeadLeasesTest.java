package ai.organized.flywheel.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLeasesTest {
  @TempDir Path folder;

  @Test
  void everyTableThatCanBeHeldIsFreed() {
    try (Database database = Database.open(folder.resolve("flywheel.sqlite"))) {
      List<String> held =
          database
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery(
                              "select m.name from sqlite_master m join pragma_table_info(m.name) c"
                                  + " where m.type = 'table' and c.name = 'lease_owner'")
                          .mapTo(String.class)
                          .list());

      assertThat(DeadLeases.TABLES).containsExactlyInAnyOrderElementsOf(held);
    }
  }
}

package ai.organized.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.experiment.Drops;
import ai.organized.flywheel.storage.Database;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledImportTest {
  private static final int RECORDS = 60_000;

  @TempDir Path folder;

  @Test
  void importThatIsKilledAnywhereIsCompletedByImportingAgain() throws Exception {
    FlywheelProcess flywheel = FlywheelProcess.in(folder);
    String file = drop();
    Database.open(flywheel.data().resolve("flywheel.sqlite")).close();

    Process killed = flywheel.start("experiments", "import", "--file", file);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> rows(flywheel) > 0);
    killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

    long saved = rows(flywheel);
    assertThat(saved).isPositive().isLessThan(RECORDS);
    assertThat(saved % 1_000).as("a batch is saved whole or not at all").isZero();
    assertThat(flywheel.run("experiments", "import", "--file", file).out())
        .endsWith("(%d new, %d known already)\n".formatted(RECORDS - saved, saved));
    assertThat(rows(flywheel)).isEqualTo(RECORDS);
  }

  private String drop() throws IOException {
    Path file = folder.resolve("drop.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int n = 0; n < RECORDS; n++) {
        out.write(Drops.experiment(n).toString());
        out.write('\n');
      }
    }
    return file.toString();
  }

  private static long rows(FlywheelProcess flywheel) {
    try (Database database = Database.open(flywheel.data().resolve("flywheel.sqlite"))) {
      return database
          .jdbi()
          .withHandle(
              handle ->
                  handle.createQuery("select count(*) from experiments").mapTo(Long.class).one());
    }
  }
}

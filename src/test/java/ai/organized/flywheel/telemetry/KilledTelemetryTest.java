package ai.organized.flywheel.telemetry;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.storage.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTelemetryTest {
  @TempDir Path folder;

  @Test
  void whoIsKilledLosesWhatWasNotWrittenYetAndNothingElse() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Offering.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    long written = 0;
    try {
      written = lastTold(process);
    } finally {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    try (Database store = Database.open(folder.resolve("flywheel.sqlite"))) {
      long rows =
          store
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery("select count(*) from served_answers")
                          .mapTo(Long.class)
                          .one());
      assertThat(rows).isGreaterThanOrEqualTo(written).isPositive();
    }
  }

  /** The process is killed in the middle of its work, after it has told of so many. */
  private static long lastTold(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    long told = 0;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("written ")) {
        told = Long.parseLong(line.substring("written ".length()));
      }
      if (told > 1_000) {
        return told;
      }
    }
    throw new AssertionError("it ended by itself");
  }

  /** Offers answers for ever and tells how many are in the store. */
  static final class Offering {
    private Offering() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      Database store = Database.pooled(folder.resolve("flywheel.sqlite"), 2);
      RedactTexts redact =
          new RedactTexts(
              new Clients(folder.resolve("clients")),
              new RedactionKeys(store.jdbi(), Clock.systemUTC(), ""));
      QueuedTelemetry telemetry =
          new QueuedTelemetry(
              new WriteAnswers(store.jdbi(), redact), answer -> {}, Duration.ofSeconds(4));
      for (int n = 0; ; n++) {
        telemetry.offer(Served.answer(ACME, "r-" + n));
        if (n % 10 == 0) {
          LockSupport.parkNanos(1_000_000);
        }
        if (n % 100 == 0) {
          System.out.println("written " + telemetry.written());
        }
      }
    }
  }
}

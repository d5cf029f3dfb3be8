package ai.organized.flywheel.telemetry;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an answer costs beside the gateway's own work, in CPU time of either thread. */
class TelemetryCostTest {
  private static final int WARM_UP = 20_000;
  private static final int MEASURED = 60_000;

  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  @Test
  void anAnswerCostsMicrosecondsAndNoneIsLost() {
    AtomicLong writer = new AtomicLong();
    try (TemporaryStore store = new TemporaryStore(folder)) {
      RedactTexts redact =
          new RedactTexts(store.clients(), new RedactionKeys(store.jdbi(), store.clock(), ""));
      try (QueuedTelemetry telemetry =
          new QueuedTelemetry(
              new WriteAnswers(store.jdbi(), redact),
              a -> writer.compareAndSet(0, Thread.currentThread().getId()),
              Duration.ofSeconds(4))) {
        offer(telemetry, WARM_UP);
        long writerBefore = THREADS.getThreadCpuTime(writer.get());
        long offered = offer(telemetry, MEASURED);
        long written = THREADS.getThreadCpuTime(writer.get()) - writerBefore;

        assertThat(telemetry.lost()).isZero();
        System.out.printf(
            "telemetry: offering %.2f µs, writing %.2f µs of CPU an answer%n",
            offered / 1e3 / MEASURED, written / 1e3 / MEASURED);
        assertThat(offered / MEASURED).as("ns to offer").isLessThan(20_000);
        assertThat(written / MEASURED).as("ns to write").isLessThan(100_000);
      }
    }
  }

  /** CPU time of the offers alone. */
  private static long offer(QueuedTelemetry telemetry, int answers) {
    long before = telemetry.written();
    long spent = 0;
    for (int block = 0; block < answers / 1_000; block++) {
      ServedAnswer[] made = new ServedAnswer[1_000];
      for (int i = 0; i < made.length; i++) {
        made[i] = Served.answer(ACME, IDS.generate().toString());
      }
      await()
          .pollInterval(Duration.ofMillis(5))
          .until(() -> telemetry.waiting() < QueuedTelemetry.CAPACITY / 2);
      long began = THREADS.getCurrentThreadCpuTime();
      for (ServedAnswer answer : made) {
        telemetry.offer(answer);
      }
      spent += THREADS.getCurrentThreadCpuTime() - began;
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> telemetry.written() == before + answers);
    return spent;
  }
}

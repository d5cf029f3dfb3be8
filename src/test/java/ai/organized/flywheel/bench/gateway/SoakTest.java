package ai.organized.flywheel.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.cli.Flywheel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short soak at a modest rate; {@code bench soak} is the long one. */
class SoakTest {
  private static final List<String> RUN =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:+UseSerialGC",
          "-Xmx256m",
          "-Dflywheel.home=" + Path.of("").toAbsolutePath(),
          "-cp",
          System.getProperty("java.class.path"),
          Flywheel.class.getName(),
          "run");

  @Test
  void whateverHappensUpstreamEveryRequestIsAnsweredOrAnErrorIsToldAndEveryOneHasItsRow()
      throws IOException, InterruptedException {
    SoakBench.Result result = SoakBench.run(RUN, 150, 20, progress -> {});

    assertThat(result.requests()).isEqualTo(3_000);
    for (Verdict verdict : Verdict.values()) {
      if (verdict.isBad()) {
        assertThat(result.verdicts()).as(result.surprises().toString()).containsEntry(verdict, 0L);
      }
    }
    assertThat(result.verdicts().get(Verdict.CLEAN_ERROR)).isPositive();
    assertThat(result.verdicts().get(Verdict.ANSWERED)).isGreaterThan(2_000);
    assertThat(result.rows()).isEqualTo(3_000);
  }
}

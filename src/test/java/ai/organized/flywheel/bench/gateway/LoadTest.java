package ai.organized.flywheel.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.wiring.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load of the benchmark on its stub, without anything between. */
class LoadTest {
  private static Child stub;
  private static Target target;

  @BeforeAll
  static void start(@TempDir Path folder) throws InterruptedException {
    int port = FreePort.any();
    stub =
        Child.java(StubUpstream.class, List.of(String.valueOf(port)), folder.resolve("stub.log"));
    stub.awaitPort(port);
    target = new Target("direct", port, "none", stub);
  }

  @AfterAll
  static void stop() {
    stub.close();
  }

  @Test
  void aClosedLoopAsksAgainAndCountsTheCpuOfTheProcess() throws IOException {
    ClosedLoop.Result result = ClosedLoop.run(target, target.request(ChatBody.large()), 16, 0.5);

    assertThat(result.perSecond()).isGreaterThan(50);
    assertThat(result.cpuMicros()).isPositive();
  }

  @Test
  void anOpenLoopKeepsItsRate() throws IOException, InterruptedException {
    Histogram latencies = OpenLoop.run(target, target.request(ChatBody.small()), 200, 1);

    assertThat(latencies.getTotalCount()).isEqualTo(200);
  }

  @Test
  void streamsOfNumberedFramesComeWhole() throws IOException {
    assertThat(ManyStreams.run(target, 16).broken()).isZero();
    assertThat(ManyStreams.FRAMES).isGreaterThan(StubUpstream.FRAMES);
  }

  /** The verdicts on the bare stub are what the gateway is there to mend. */
  @Test
  void withoutAGatewayFaultsAreNotClean() throws IOException {
    SoakLoad.Result result = SoakLoad.run(target, 500, 2, () -> {});

    assertThat(result.requests()).isEqualTo(1_000);
    assertThat(result.verdicts().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(1_000);
    assertThat(result.verdicts()).containsEntry(Verdict.HUNG, 1L).containsEntry(Verdict.CUT, 8L);
    assertThat(result.verdicts()).containsEntry(Verdict.CLEAN_ERROR, 4L);
    assertThat(result.verdicts()).containsEntry(Verdict.WRONG, 4L);
  }

  @Test
  void anAnswerThatIsNotTheStubsIsNoticed() {
    Map<String, String> wish = Map.of("fault", "status");
    assertThatThrownBy(
            () ->
                ClosedLoop.run(
                    target, target.request(ChatBody.wish(ChatBody.small(), wish)), 1, 0.5))
        .hasMessageContaining("status 500");
  }

  @Test
  void bodiesAreAsLargeAsTheySay() {
    assertThat(ChatBody.small().toString().length()).isBetween(400, 600);
    assertThat(ChatBody.large().toString().length()).isBetween(48_000, 52_000);
    assertThat(StubAnswers.PLAIN.length()).isBetween(480, 520);
  }
}

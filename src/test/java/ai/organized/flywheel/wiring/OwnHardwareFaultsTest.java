package ai.organized.flywheel.wiring;

import static ai.organized.flywheel.wiring.TrainingFaultsTest.requireActive;
import static ai.organized.flywheel.wiring.TrainingFaultsTest.requireFailed;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.BreakingLine;
import ai.organized.flywheel.sandbox.ollama.CreateFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same as {@link TrainingFaultsTest}, with faults that machines of one's own have. */
@Timeout(150)
class OwnHardwareFaultsTest {
  private static final String CREATE = "/ollama/api/create";

  @TempDir Path folder;

  @Test
  void aTrainerThatIsAwayAndWhoseLineDropsWhileItTrainsIsWaitedFor() {
    OtherSide side = new OtherSide("mlx", folder);
    try (LeapingLoop loop = new LeapingLoop(folder, side, Map.of())) {
      side.trainer().server().refuseConnections(true);
      side.trainer().hold(11);
      loop.drop(CrashingLoop.EXPERIMENTS);
      loop.await(() -> failures(loop) > 0);
      side.trainer().server().refuseConnections(false);
      loop.await(() -> loop.word("last_event from training_jobs").orElse("").contains("iteration"));

      side.trainer().server().refuseConnections(true);
      side.trainer().server().dropSessions();
      loop.await(() -> failures(loop) > 1);
      assertThat(side.trainer().status(1)).contains("\"running\"");
      side.trainer().letGo();
      side.trainer().server().refuseConnections(false);

      requireActive(loop.awaitEnd());
      side.requireOneJob();
    }
  }

  private static int failures(LeapingLoop loop) {
    return loop.word("failures from training_jobs").map(Integer::parseInt).orElse(0);
  }

  @Test
  void aTrainerWithoutRoomIsNotBegunWithAndOneThatRunsOutOfItEndsTheTraining() {
    OtherSide side = new OtherSide("mlx", folder);
    try (LeapingLoop loop = new LeapingLoop(folder, side, Map.of())) {
      side.trainer().server().leaveOnDisk(0);
      loop.drop(CrashingLoop.EXPERIMENTS);
      loop.await(() -> loop.running().lastAnswer("hre").orElse("").contains("0 MiB free"));
      assertThat(side.trainer().runs()).isEmpty();

      side.trainer().server().leaveOnDisk(1L << 40);
      side.trainer().order("SANDBOX_MLX_DIE=disk", "SANDBOX_MLX_AT=5");
      loop.drop(CrashingLoop.EXPERIMENTS + 1);

      requireFailed(loop.awaitEnd(), "the disk of the trainer was full while training", "df -h");
      assertThat(side.trainer().runs().get(0).resolve("work")).doesNotExist();
    }
  }

  @Test
  void aTrainingThatStandsStillIsEndedOnTheTrainerAndFails() {
    OtherSide side = new OtherSide("mlx", folder);
    try (LeapingLoop loop = new LeapingLoop(folder, side, Map.of())) {
      side.trainer().hold(3);
      loop.drop(CrashingLoop.EXPERIMENTS);
      loop.await(() -> loop.word("last_event from training_jobs").isPresent());
      loop.clock().leap(Duration.ofHours(25));

      requireFailed(loop.awaitEnd(), "not ended after 24 hours");
      assertThat(side.trainer().status(1)).contains("\"cancelled\"");
    }
  }

  @Test
  void ollamaFailsInEveryWayAndIsAskedAgainUntilTheModelIsThere() {
    OtherSide side = new OtherSide("ollama", folder);
    BreakingLine line = BreakingLine.to(side.sandbox().ollama());
    try (line;
        LeapingLoop loop =
            new LeapingLoop(folder, side, Map.of("OLLAMA_HOST", line.uri().toString()))) {
      side.sandbox().failNext("GET", "/ollama/api/tags", 500, "", Map.of());
      side.sandbox().failNext("POST", CREATE, 429, "{\"error\":\"busy\"}", Map.of());
      side.sandbox()
          .failNext("POST", CREATE, 429, "{\"error\":\"busy\"}", Map.of("Retry-After", "1"));
      side.sandbox().failNext("POST", CREATE, 503, "<html>", Map.of());
      side.sandbox().failNext("POST", CREATE, 200, "{\"status\":", Map.of());
      line.breakNext("POST " + CREATE);
      for (CreateFault fault : CreateFault.values()) {
        if (fault != CreateFault.DISK_FULL && fault != CreateFault.HANG) {
          side.sandbox().ollamaRoom().failNextCreate(fault);
        }
      }
      side.sandbox().ollamaRoom().failNextCreate(CreateFault.HANG);
      loop.drop(CrashingLoop.EXPERIMENTS);
      loop.await(() -> creations(side) == 9 && line.lastReply().contains("creating new layer"));
      line.breakAll(); // it hangs in the middle of its answer, and is started anew
      side.sandbox().loseNextAnswer("POST", CREATE);

      requireActive(loop.awaitEnd());
      side.requireOneJob();
      assertThat(line.toCome()).isZero();
    }
  }

  private static long creations(OtherSide side) {
    return side.sandbox().requests().stream()
        .filter(request -> request.path().equals(CREATE))
        .count();
  }

  @Test
  void anOllamaWithoutRoomEndsTheTrainingWithItsReason() {
    OtherSide side = new OtherSide("ollama", folder);
    try (LeapingLoop loop = new LeapingLoop(folder, side, Map.of())) {
      side.sandbox().ollamaRoom().failNextCreate(CreateFault.DISK_FULL);
      loop.drop(CrashingLoop.EXPERIMENTS);

      requireFailed(loop.awaitEnd(), "no space left on device", "ollama rm");
    }
  }
}

package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.BreakingLine;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.http.SpoiledReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a provider does, a training ends: done after a retry, or failed with its reason. */
@Timeout(150)
class TrainingFaultsTest {
  private static final String BUSY =
      "{\"error\":{\"message\":\"busy\",\"type\":\"server_error\",\"param\":null,\"code\":null}}";
  private static final String EMPTY =
      BUSY.replace("\"code\":null", "\"code\":\"insufficient_quota\"");
  private static final String HALF = "{\"id\": \"half-an-ans";

  /** A job that may be at work, though its id is not known. */
  private static final String LOST =
      "file_id from training_jobs where file_id is not null and intent_at is not null"
          + " and job_id is null";

  private static final Map<String, String> SOON = Map.of("Retry-After", "1");

  @TempDir Path folder;

  /** Where a provider has what, and the faults that it is ordered to have there. */
  private record Paths(String check, String upload, String files, String jobs, String base) {
    private static final int FAULTY_CALLS = 7;

    static Paths ofOpenAi() {
      return new Paths("/models", "/files", "/files?", "/fine_tuning/jobs", "/v1");
    }

    static Paths ofTogether() {
      return new Paths(
          "/fine-tunes/models", "/files/upload", "/files", "/fine-tunes", "/together/v1");
    }

    /** Each of these once, wherever it can happen; what is spoken twice comes twice. */
    void orderEveryFault(Sandbox sandbox) {
      failInAllWays(sandbox, "GET", base + check);
      failInAllWays(sandbox, "POST", base + upload);
      sandbox.loseNextAnswer("POST", base + upload);
      failInAllWays(sandbox, "GET", base + files);
      failInAllWays(sandbox, "POST", base + jobs);
      sandbox.loseNextAnswer("POST", base + jobs);
      failInAllWays(sandbox, "GET", base + jobs + "/f");
      failInAllWays(sandbox, "GET", base + jobs + "/f"); // the events go first
      failInAllWays(sandbox, "POST", base + "/chat/completions");
      sandbox.loseNextAnswer("POST", base + "/chat/completions");
    }

    /** That each was met, and none was left over. */
    static void requireEveryFault(Sandbox sandbox) {
      assertThat(count(sandbox, 429)).isEqualTo(2 * FAULTY_CALLS);
      assertThat(count(sandbox, 500)).isEqualTo(FAULTY_CALLS);
      assertThat(count(sandbox, 503)).isEqualTo(FAULTY_CALLS);
    }

    private static long count(Sandbox sandbox, int status) {
      return sandbox.requests().stream()
          .filter(request -> Integer.valueOf(status).equals(request.status()))
          .count();
    }

    private static void failInAllWays(Sandbox sandbox, String method, String path) {
      sandbox.failNext(method, path, 429, BUSY, Map.of());
      sandbox.failNext(method, path, 429, BUSY, SOON);
      sandbox.failNext(method, path, 500, "<html>Internal Server Error</html>", Map.of());
      sandbox.failNext(method, path, 503, BUSY, Map.of());
      sandbox.failNext(method, path, 200, HALF, Map.of());
    }
  }

  @Test
  void openAiFailsInEveryWayAndIsAskedAgainUntilItIsDone() {
    OtherSide side = new OtherSide("openai", folder);
    BreakingLine line = BreakingLine.to(side.sandbox().openAiBase());
    Map<String, String> byTheLine =
        Map.of(
            "OPENAI_BASE_URL", line.uri().toString(),
            "FLYWHEEL_EGRESS_OUTSIDE_HOSTS", line.uri().getAuthority());
    try (line;
        LeapingLoop loop = new LeapingLoop(folder, side, byTheLine)) {
      Paths.ofOpenAi().orderEveryFault(side.sandbox());
      line.breakNext("POST /v1/files");
      side.sandbox().spoilNext("GET", "/v1/fine_tuning/jobs/ft", SpoiledReply.DRIPPING);
      loop.drop(CrashingLoop.EXPERIMENTS);

      requireActive(loop.awaitEnd());
      side.requireOneJob();
      Paths.requireEveryFault(side.sandbox());
      assertThat(line.toCome()).as("resets in the middle of the upload").isZero();
    }
  }

  @Test
  void togetherFailsInEveryWayAndIsAskedAgainUntilItIsDone() {
    OtherSide side = new OtherSide("together", folder);
    try (LeapingLoop loop = new LeapingLoop(folder, side, Map.of())) {
      Paths.ofTogether().orderEveryFault(side.sandbox());
      loop.drop(CrashingLoop.EXPERIMENTS);

      requireActive(loop.awaitEnd());
      side.requireOneJob();
      Paths.requireEveryFault(side.sandbox());
    }
  }

  @Test
  void anAccountWithoutMoneyEndsTheTrainingWithItsReason() {
    OtherSide side = new OtherSide("openai", folder);
    try (LeapingLoop loop = new LeapingLoop(folder, side, Map.of())) {
      side.sandbox().failNext("POST", "/v1/fine_tuning/jobs", 429, EMPTY, Map.of());
      loop.drop(CrashingLoop.EXPERIMENTS);

      requireFailed(loop.awaitEnd(), "insufficient_quota", "flywheel fine-tune submit");
      assertThat(loop.word(LOST)).as("what was refused is not there").isEmpty();
    }
  }

  @Test
  void aJobWhoseAnswerWasLostIsNotForgottenWhenTheLookForItIsRefused() {
    OtherSide side = new OtherSide("openai", folder);
    try (LeapingLoop loop = new LeapingLoop(folder, side, Map.of())) {
      side.sandbox().loseNextAnswer("POST", "/v1/fine_tuning/jobs");
      side.sandbox().failNext("GET", "/v1/fine_tuning/jobs?", 429, EMPTY, Map.of());
      loop.drop(CrashingLoop.EXPERIMENTS);

      requireFailed(loop.awaitEnd(), "insufficient_quota");
      assertThat(loop.word(LOST)).isPresent();
    }
  }

  @Test
  void aJobThatRunsForEverIsCancelledAndFails() {
    OtherSide side = new OtherSide("openai", folder);
    try (LeapingLoop loop = new LeapingLoop(folder, side, Map.of())) {
      side.sandbox().openAi().showStatus(Optional.of("running"));
      loop.drop(CrashingLoop.EXPERIMENTS);
      loop.await(() -> loop.word("state from training_jobs").equals(Optional.of("running")));
      loop.clock().leap(Duration.ofHours(25));

      requireFailed(loop.awaitEnd(), "not ended after 24 hours");
      assertThat(side.sandbox().requests()).anyMatch(request -> request.path().endsWith("/cancel"));
    }
  }

  static void requireActive(ModelVersion version) {
    assertThat(version.state()).as(version.reason().orElse("")).isEqualTo(ModelState.ACTIVE);
  }

  static void requireFailed(ModelVersion version, String... words) {
    assertThat(version.state()).as(version.reason().orElse("")).isEqualTo(ModelState.FAILED);
    assertThat(version.reason().orElse("")).contains(words);
  }
}

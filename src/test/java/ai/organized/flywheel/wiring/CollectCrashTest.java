package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.Hold;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies while a source is being asked, and is started again. */
class CollectCrashTest {
  private static final String OPEN =
      "select count(*) from account_collections where asked_at is not null";
  private static final String STATES = "select count(*) from account_states";
  private static final String EXPERIMENT =
      """
      {"client_id":"hre","run_id":"run-1","problem":"no value","solution":"map the items",\
      "score":0.9,"timestamp":"2026-03-01T00:00:00Z","account_snapshot":{},"sources_used":[]}""";

  @TempDir Path folder;

  @Test
  void theQuestionIsOpenStillAndAnsweredInTheNextLife() {
    ArchivedClasses classes =
        new ArchivedClasses(System.getProperty("java.class.path"), folder.resolve("none.jsa"));
    try (Sandbox sources = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()))) {
      Map<String, String> environment = new HashMap<>(CollectingLoop.healthy(folder, sources));
      environment.put("OPENAI_API_KEY", "");
      try (CrashingLoop loop = new CrashingLoop(folder, classes, environment)) {
        loop.makeStore();
        sources.holdRequest(1, Hold.BEFORE_WORK);
        loop.drop("one.jsonl", EXPERIMENT);
        loop.jvm().start();
        sources.awaitHeld(Duration.ofSeconds(60));
        loop.jvm().kill();
        sources.releaseHeld();
        assertThat(loop.number(OPEN)).isOne();
        assertThat(loop.number(STATES)).isZero();

        loop.jvm().start();
        loop.patiently().until(() -> loop.number(OPEN) == 0);
        assertThat(loop.word("select answer from account_collections").orElseThrow())
            .startsWith("1.0.0: first account state");
        assertThat(loop.number(STATES)).isOne();
        assertThat(loop.word("select account_state_version from experiments")).contains("1.0.0");
      }
    }
  }
}

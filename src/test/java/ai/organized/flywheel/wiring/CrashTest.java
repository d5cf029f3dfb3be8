package ai.organized.flywheel.wiring;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.http.Hold;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything is done once however often the process dies; the process here really dies. */
class CrashTest {
  /** Golden prompts to the candidate, then the holdout. */
  private static final int ANSWERS = 4 + 10;

  private static final int MESSAGES = 2;
  private static final int MOST_LIVES = 50;
  private static final Map<String, String> SHORT_TIMEOUT =
      Map.of("FLYWHEEL_OPENAI_TIMEOUT_SECONDS", "2");

  @TempDir static Path shared;
  private static ArchivedClasses classes;

  @TempDir Path folder;

  @BeforeAll
  static void archiveClasses() {
    classes = ArchivedClasses.in(shared);
  }

  @Test
  void killedWhileAnyRequestIsInTheAirItEndsWithOneJobAndOneModel() {
    try (CrashingLoop loop = new CrashingLoop(folder, classes, Map.of())) {
      loop.makeStore();
      loop.dropGoodSamples(CrashingLoop.EXPERIMENTS);
      Interruptions interruptions = new Interruptions(loop);
      int lives = 0;
      do {
        assertThat(++lives).isLessThan(MOST_LIVES);
        loop.jvm().start();
      } while (interruptions.killAtTheNextNewRequest());

      assertThat(interruptions.interrupted().stream().distinct().map(CrashTest::kind))
          .contains("GET /v1/models", "POST /v1/files", "GET /v1/files")
          .contains("POST /v1/fine_tuning/jobs", "GET /v1/fine_tuning/jobs")
          .contains("GET /v1/fine_tuning/jobs/ftjob", "GET /v1/fine_tuning/jobs/ftjob/events")
          .areExactly(ANSWERS, equalTo("POST /v1/chat/completions"))
          .areExactly(MESSAGES, equalTo("POST " + loop.slack().slackWebhook().getPath()));
      requireOneOfEverything(loop);
      assertThat(uploads(loop)).hasSize(1);
      for (RecordedRequest asked : loop.requests("POST", "/v1/chat/completions")) {
        requireOnceMoreThanInterrupted(asked, loop.provider().requests(), interruptions);
      }
      for (RecordedRequest told : loop.slack().requests()) {
        requireOnceMoreThanInterrupted(told, loop.slack().requests(), interruptions);
      }
    }
  }

  @Test
  void killedBeforeTheUploadAndTheJobArriveItSendsEachAgain() {
    try (CrashingLoop loop = new CrashingLoop(folder, classes, SHORT_TIMEOUT)) {
      loop.dropGoodSamples(CrashingLoop.EXPERIMENTS);
      killAt(loop, 3, "POST /v1/files"); // 1 and 2: the base model, to choose and to upload
      // the base model, no upload found, uploaded, the base model again
      killAt(loop, 8, "POST /v1/fine_tuning/jobs");
      loop.jvm().start();
      loop.patiently().until(loop::isOver);

      requireOneOfEverything(loop);
      assertThat(uploads(loop)).hasSize(1);
      assertThat(loop.requests("POST", "/v1/fine_tuning/jobs")).hasSize(2);
    }
  }

  private static void killAt(CrashingLoop loop, int number, String kind) {
    loop.provider().holdRequest(number, Hold.BEFORE_WORK);
    loop.jvm().start();
    assertThat(kind(Interruptions.name(loop.provider().awaitHeld(CrashingLoop.PATIENCE))))
        .isEqualTo(kind);
    loop.jvm().kill();
    loop.provider().releaseHeld();
  }

  @Test
  void killedWhileADropIsSavedItHasEveryRecordOnce() {
    int records = 50_000;
    try (CrashingLoop loop = new CrashingLoop(folder, classes, Map.of("OPENAI_API_KEY", ""))) {
      loop.drop(
          "many.jsonl",
          IntStream.range(0, records).mapToObj(CrashTest::record).collect(joining("\n")));
      loop.jvm().start();
      loop.patiently().until(() -> Files.exists(loop.places().store()));
      loop.jvm().kill();

      loop.jvm().start();
      loop.jvm().awaitRunning();
      loop.patiently().until(() -> loop.number("select count(*) from experiments") > 0);
      loop.jvm().kill();
      assertThat(loop.number("select count(*) from experiments"))
          .isBetween(1_000L, records - 1_000L);

      loop.jvm().start();
      loop.patiently()
          .until(() -> Files.exists(loop.places().experimentInbox().resolve(".done/many.jsonl")));
      assertThat(loop.number("select count(*) from experiments")).isEqualTo(records);
      assertThat(loop.number("select count(distinct run_id) from experiments")).isEqualTo(records);
      assertThat(loop.places().experimentInbox()).isDirectoryNotContaining("glob:**many*");
    }
  }

  private static String record(int number) {
    return """
        {"client_id":"hre","run_id":"run-%d","problem":"problem %d","solution":"solution %d",\
        "score":0.1,"timestamp":"2026-03-01T00:00:00Z","account_snapshot":{},"sources_used":[]}"""
        .formatted(number, number, number);
  }

  @Test
  void toldToStopWhileARequestIsInTheAirItEndsSoonAndGoesOnLater() {
    try (CrashingLoop loop =
        new CrashingLoop(folder, classes, Map.of("FLYWHEEL_OPENAI_TIMEOUT_SECONDS", "60"))) {
      loop.makeStore();
      loop.dropGoodSamples(CrashingLoop.EXPERIMENTS);
      loop.provider().holdRequest(5, Hold.AFTER_WORK); // the creation of the job
      loop.jvm().start();
      loop.provider().awaitHeld(CrashingLoop.PATIENCE);
      loop.jvm().stop(Duration.ofSeconds(20));
      loop.provider().releaseHeld();
      loop.jvm().start();
      loop.patiently().until(loop::isOver);

      requireOneOfEverything(loop);
    }
  }

  private static void requireOneOfEverything(CrashingLoop loop) {
    loop.requireOneModelVersion();
    JsonNode jobs = loop.ask("/fine_tuning/jobs").path("data");
    assertThat(jobs).hasSize(1);
    assertThat(uploads(loop)).contains(jobs.path(0).path("training_file").asText());
    assertThat(loop.number("select count(*) from evaluation_answers")).isEqualTo(ANSWERS);
    assertThat(loop.places().experimentInbox()).isDirectoryNotContaining("glob:**experiments*");
    assertThat(loop.places().experimentInbox().resolve(".done/experiments.json")).exists();
    assertThat(loop.number("select count(*) from notifications")).isEqualTo(MESSAGES);
    assertThat(loop.slack().slackTexts()).map(text -> text.split(" ", 3)[1]).contains("v1", "has");
  }

  private static Condition<String> equalTo(String wanted) {
    return new Condition<>(wanted::equals, wanted);
  }

  private static List<String> uploads(CrashingLoop loop) {
    return loop.ask("/files?purpose=fine-tune").path("data").findValuesAsText("id");
  }

  private static void requireOnceMoreThanInterrupted(
      RecordedRequest request, List<RecordedRequest> among, Interruptions interruptions) {
    String name = Interruptions.name(request);
    assertThat(among.stream().map(Interruptions::name).filter(name::equals))
        .as(name)
        .hasSize(1 + Collections.frequency(interruptions.interrupted(), name));
  }

  /** Without query, body and id. */
  private static String kind(String name) {
    return name.replaceFirst("^(\\S+ [^ ?]+).*", "$1").replaceFirst("ftjob-[^/]+", "ftjob");
  }
}

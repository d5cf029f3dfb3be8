package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gtm-autoresearch loop writes holds scores; an example also needs words. */
class LoopResultDropTest {
  private static final ImportOptions FOR_HRE =
      new ImportOptions(Optional.of(StoreOnDisk.HRE), Scale.UNIT);

  @TempDir Path folder;
  private StoreOnDisk store;

  @BeforeEach
  void open() {
    store = StoreOnDisk.in(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void roundThatWasKeptAndStatesProblemAndSolutionBecomesAnExample() {
    ImportReport report = store.take(Samples.text("loop-result.json"));

    assertThat(report.read()).isEqualTo(5);
    assertThat(store.all())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.client()).isEqualTo(StoreOnDisk.HRE);
              assertThat(record.runId()).isEqualTo("loop-2026-04-14T22:28:36.515Z");
              assertThat(record.problem()).startsWith("Three Meta tags fire before");
              assertThat(record.solution()).startsWith("Set consentStatus NEEDED");
              assertThat(record.score()).isEqualTo(0.9464);
              assertThat(record.timestamp()).isEqualTo(Instant.parse("2026-04-14T22:28:36.515Z"));
              assertThat(record.extra().path("round").asInt()).isEqualTo(4);
              assertThat(record.extra().path("dimensions").path("tagCoverage").asInt()).isOne();
              assertThat(record.extra().path("templatePath").asText()).endsWith("web.json");
            });
  }

  @Test
  void everyOtherRoundIsRefusedForItsOwnReason() {
    assertThat(reasons(store.take(Samples.text("loop-result.json"))))
        .containsExactly(
            "line 1: round 0 states no problem; states no solution",
            "line 1: round 1 was reverted: its score is the one of what was kept before it",
            "line 1: round 2 failed: what it tried was never scored",
            "line 1: round 3 failed: what it tried was never scored");
  }

  @Test
  void roundsAreCountedByHowTheyEnded() {
    assertThat(store.take(Samples.text("loop-result.json")).warnings())
        .contains(
            "rounds of loop results: 2 kept, 1 discarded, 2 failed; a kept round becomes an"
                + " example when it is given problem and solution");
  }

  @Test
  void sameRunTwiceAddsNothing() {
    store.take(Samples.text("loop-result.json"));

    ImportReport again = store.take(Samples.text("loop-result.json"));

    assertThat(again.added()).isZero();
    assertThat(again.known()).isEqualTo(1);
  }

  @Test
  void firstShapeNamesNoClientAndItIsNotTakenFromTheFolderOfTheTemplate() {
    ObjectNode run = fixed();
    run.remove("client");
    run.put("templatePath", "content/gtm-templates/HRE/seed.json");

    assertThat(reasons(store.take(run.toString())))
        .containsExactly("line 1: client_id is missing; --client would fill it (round 4)");
    assertThat(store.take(run.toString(), FOR_HRE).added()).isEqualTo(1);
  }

  @Test
  void folderAndNameOfTheFileSayNothingOfTheClient() throws IOException {
    Path hre = Files.createDirectories(folder.resolve("content/gtm-templates/HRE/loop-results"));
    ObjectNode run = fixed();
    run.remove("client");
    run.put("templatePath", "content/gtm-templates/BLADE/seed.json");
    Path file = Files.writeString(hre.resolve("hre.json"), run.toString());

    ImportReport report = new ImportDrop(store.importer()).read(file);

    assertThat(report.added()).isZero();
    assertThat(store.count()).isZero();
  }

  @Test
  void runOfAnotherClientIsNotMovedToTheOneAskedFor() {
    ObjectNode run = fixed();
    run.putObject("client").put("id", "blade-web");

    ImportReport report = store.take(run.toString(), FOR_HRE);

    assertThat(reasons(report).get(0)).contains("says blade-web but the import was asked for hre");
  }

  @Test
  void clientAsAPlainNameIsUnderstoodToo() {
    assertThat(store.take(fixed().put("client", "HRE").toString()).clients())
        .containsExactly(StoreOnDisk.HRE);
  }

  @Test
  void issuesAndPatchOfARoundAreItsProblemAndItsSolution() {
    ObjectNode run = fixed();
    ObjectNode round = (ObjectNode) run.path("results").path(0);
    round.remove(List.of("problem", "solution"));
    round.set(
        "issues",
        Json.parse(
            "[{\"severity\":\"error\",\"dimension\":\"consent\",\"entity\":\"Meta - Purchase\","
                + "\"message\":\"no consent check\"},\"two tags share a name\"]"));
    round.set(
        "patch", Json.parse("[{\"op\":\"replace\",\"path\":\"/tag/3/name\",\"value\":\"x\"}]"));

    assertThat(store.take(run.toString()).added()).isEqualTo(1);
    assertThat(store.all().get(0).problem())
        .isEqualTo("Meta - Purchase: no consent check\ntwo tags share a name");
    assertThat(store.all().get(0).solution())
        .isEqualTo("{\"op\":\"replace\",\"path\":\"/tag/3/name\",\"value\":\"x\"}");
  }

  @Test
  void emptyPatchIsNoSolution() {
    ObjectNode run = fixed();
    ObjectNode round = (ObjectNode) run.path("results").path(0);
    round.remove("solution");
    round.putArray("patch");

    assertThat(reasons(store.take(run.toString())))
        .containsExactly("line 1: round 4 states no solution");
  }

  @ParameterizedTest
  @ValueSource(strings = {"validation_fail", "json_fail", "reverted", "something new", ""})
  void roundThatWasNotKeptIsNoExampleThoughItStatesBoth(String action) {
    ObjectNode run = fixed();
    ((ObjectNode) run.path("results").path(0)).put("action", action);

    assertThat(store.take(run.toString()).added()).isZero();
    assertThat(store.count()).isZero();
  }

  @Test
  void wrongScoreNamesTheRound() {
    ObjectNode run = fixed();
    ((ObjectNode) run.path("results").path(0)).put("score", "high");

    assertThat(reasons(store.take(run.toString())))
        .containsExactly("line 1: score is no number but a text (round 4)");
  }

  @Test
  void roundThatIsNoObjectAndARunWithoutRoundsAreRefused() {
    ObjectNode run = fixed();
    run.putArray("results").add(7);
    assertThat(reasons(store.take(run.toString()))).containsExactly("line 1: round 0 is no object");

    run.putArray("results");
    assertThat(reasons(store.take(run.toString())))
        .containsExactly("line 1: is a loop result without a round");
  }

  @Test
  void manyRunsOneALineAreReadLikeOne() {
    ObjectNode first = fixed();
    ObjectNode second = fixed().put("startTime", "2026-04-29T08:00:00.000Z");
    second.putObject("startDimensions").put("tagCoverage", 0.5);

    assertThat(store.take(first + "\n" + second + "\n").added()).isEqualTo(2);
  }

  /** The sample's run with its last round alone. */
  private static ObjectNode fixed() {
    ObjectNode run = (ObjectNode) Json.parse(Samples.text("loop-result.json"));
    JsonNode last = run.path("results").path(4);
    run.putArray("results").add(last);
    return run;
  }

  private static List<String> reasons(ImportReport report) {
    return report.refusals().stream().map(RecordRefusal::toString).toList();
  }
}

package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.gtm.GtmExportReader;
import ai.organized.flywheel.fixtures.HarmlessIds.HarmlessId;
import ai.organized.flywheel.planted.PlantedRun;
import ai.organized.flywheel.planted.Planter.Spot;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets and ids planted in all that is told, and what the real application made of them. */
class PlantedSecretsTest {
  private static final long SEED = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static PlantedRun run;

  @BeforeAll
  static void runThrough() throws IOException {
    run = PlantedRun.through(folder, SEED);
    run.close();
  }

  @Test
  void secretsOfEveryKindArePlantedInEverySource() {
    List<Spot> spots = run.samples().planter().spots();

    assertThat(spots).hasSizeGreaterThanOrEqualTo(200);
    assertThat(spots.stream().map(spot -> spot.planted().kind()).distinct().count())
        .isGreaterThanOrEqualTo(20);
    assertThat(spots.stream().map(spot -> spot.planted().secret()).distinct().count())
        .isEqualTo(spots.size());
  }

  @Test
  void noneOfThemIsFoundInAnythingThatWasDerived() {
    assertThat(run.leaks()).isEmpty();
  }

  @Test
  void theKeysInTheSettingsAreInNoLogAndInNoFile() {
    String webhook = run.sandbox().slackWebhook().getPath();
    List<String> keys = List.of(Sandbox.META_TOKEN, SandboxOptions.DEFAULT_API_KEY, webhook);

    for (String place : run.places()) {
      if (!place.startsWith("request ")) {
        assertThat(keys).as(place).noneMatch(run.text(place)::contains);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file flywheel.sqlite",
        "file flywheel.sqlite-wal",
        "file clients/hre/account_state.json",
        "file clients/hre/v1.jsonl",
        "table gtm_exports.content",
        "table account_states.state",
        "table account_collections.answer",
        "table experiments.account_snapshot",
        "table datasets.system_prompt",
        "table evaluation_answers.answer",
        "request POST /v1/files",
        "request POST /v1/fine_tuning/jobs",
        "request POST /v1/chat/completions",
        "Slack",
        "command account show --client hre --prompt",
        "command account diff --client hre",
        "log"
      })
  void itWasSearchedIn(String place) {
    assertThat(run.places()).contains(place);
  }

  @Test
  void whatTheUserDroppedStaysAsItWas() throws IOException {
    Path samples = run.samples().folder();
    Path inbox = folder.resolve("data/inbox");

    assertThat(inbox.resolve("gtm/hre/.done/gtm-server.json"))
        .hasSameBinaryContentAs(samples.resolve("hre/gtm-server.json"));
    assertThat(inbox.resolve("gtm/hre/.done/gtm-server.json.2"))
        .hasSameBinaryContentAs(samples.resolve("later/gtm-server.json"));
    assertThat(inbox.resolve("experiments/.done/experiments.json"))
        .hasSameBinaryContentAs(samples.resolve("hre/experiments.json"));
  }

  @ParameterizedTest
  @CsvSource({"exports", "google_ads", "meta", "stape", "memory", "snapshots"})
  void idsThatAreNoSecretsAreStillThere(String source) {
    List<HarmlessId> ids = run.samples().ids();
    String kept = run.kept().get(source);
    List<String> lost =
        ids.stream().map(HarmlessId::value).filter(id -> !kept.contains(json(id))).toList();

    assertThat(ids).hasSizeGreaterThanOrEqualTo(200);
    double precision = 1 - lost.size() / (double) ids.size();
    assertThat(precision)
        .as("precision %s among %s ids in %s; lost: %s", precision, ids.size(), source, lost)
        .isGreaterThanOrEqualTo(0.99);
  }

  private static String json(String id) {
    String quoted = TextNode.valueOf(id).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  @Test
  void asManyAreReportedOfADroppedContainerAsWerePlanted() throws IOException {
    Map<String, Integer> there = redactedIn("data/samples/hre/gtm-server.json");

    assertThat(logged("gtm-server.json: a container of hre, redacted (.*)"))
        .containsExactly(
            sum(there, planted("gtm-server ")),
            sum(there, planted("gtm-server ", "later gtm-server ")));
  }

  @ParameterizedTest
  @CsvSource({
    "hre/gtm-container, gtm-container",
    "hre/gtm-workspace, gtm-workspace",
    "hre/gtm-server, gtm-server"
  })
  void asManyAreReportedOfAnInspectedExportAsAreInIt(String file, String place) throws IOException {
    Map<String, Integer> there = redactedIn("data/samples/" + file + ".json");
    String printed = run.text("command account inspect /samples/" + file + ".json --json");
    List<Spot> spots = run.samples().planter().spots();

    assertThat(counts(JSON.readTree(printed).path("redacted").toString()))
        .isEqualTo(sum(there, counted(spots, place + " ")));
  }

  /** Also of what is not read of a workspace through Tag Manager's server. */
  private static Map<String, Integer> counted(List<Spot> spots, String place) {
    Map<String, Integer> counts = new TreeMap<>();
    spots.stream()
        .filter(spot -> spot.place().startsWith(place))
        .forEach(spot -> counts.merge(spot.planted().kind().label(), 1, Integer::sum));
    return counts;
  }

  @Test
  void asManyAreReportedOfACollectionAsWerePlantedInWhatWasRead() throws IOException {
    Map<String, Integer> there = redactedIn("data/samples/hre/gtm-container.json");
    Map<String, Integer> planted =
        planted("gtm-container ", "gtm-workspace ", "Google Ads", "Meta", "Stape", "memory");

    assertThat(logged("hre account state 1.0.0: .*; redacted (.*)"))
        .containsExactly(sum(there, planted));
  }

  @Test
  void asManyAreReportedOfDroppedExperimentsAsWerePlanted() {
    assertThat(logged("experiments.json: .*, redacted (.*)"))
        .containsExactly(planted("experiment "));
  }

  private static Map<String, Integer> planted(String... places) {
    return run.samples().planter().reads(places);
  }

  private static Map<String, Integer> redactedIn(String export) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(export))) {
      return new GtmExportReader().read(export, in).redacted();
    }
  }

  private static Map<String, Integer> sum(Map<String, Integer> first, Map<String, Integer> second) {
    Map<String, Integer> sum = new TreeMap<>(first);
    second.forEach((label, count) -> sum.merge(label, count, Integer::sum));
    return sum;
  }

  /** The counts in each line of the log that matches: {@code 2 email} or {@code email=2}. */
  private static List<Map<String, Integer>> logged(String line) {
    Matcher matcher = Pattern.compile("INFO .*" + line).matcher(run.log());
    return matcher.results().map(found -> counts(found.group(1))).toList();
  }

  private static Map<String, Integer> counts(String words) {
    Map<String, Integer> counts = new TreeMap<>();
    Matcher count =
        Pattern.compile("([0-9]+) ([a-z][a-z-]+)|([a-z][a-z-]+)\"?[=:]([0-9]+)").matcher(words);
    while (count.find()) {
      boolean after = count.group(1) == null;
      counts.put(count.group(after ? 3 : 2), Integer.valueOf(count.group(after ? 4 : 1)));
    }
    return counts;
  }
}

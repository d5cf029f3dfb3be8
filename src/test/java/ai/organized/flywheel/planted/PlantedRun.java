package ai.organized.flywheel.planted;

import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.cli.FlywheelProcess;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.wiring.RunningLoop;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The real application, from planted drops and sources to a model, and all that it derived. */
public final class PlantedRun implements AutoCloseable {
  private static final Set<ModelState> ENDED =
      EnumSet.of(
          ModelState.ACTIVE,
          ModelState.REFUSED,
          ModelState.FAILED,
          ModelState.ARCHIVED,
          ModelState.HELD);

  private static final String REFUSED_CLIENT =
      """
      {"client_id": "refused", "track_preference": "a", "integrations": {
        "gtm_account_id": "66666001", "gtm_container_id": "66666002",
        "google_ads_account_id": "6666666666", "meta_ad_account_id": "act_66666003",
        "meta_pixel_id": "66666004", "stape_container_id": "shop66666",
        "memory_project": "refused"}}
      """;

  private final Path folder;
  private final Path data;
  private final PlantedSamples samples;
  private final WholeLog log;
  private final RunningLoop loop;
  private final StoreOnDisk store;
  private final Derived derived = new Derived();
  private final Map<String, String> kept = new LinkedHashMap<>();

  private PlantedRun(Path folder, PlantedSamples samples, WholeLog log, RunningLoop loop) {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.samples = samples;
    this.log = log;
    this.loop = loop;
    this.store = new StoreOnDisk(loop.settings().places().store());
  }

  /** Runs it to its end, in a folder for all that it needs. */
  public static PlantedRun through(Path folder, long seed) throws IOException {
    PlantedSamples samples = PlantedSamples.write(folder.resolve("samples"), seed);
    Path data = Files.createDirectories(folder.resolve("data"));
    configure(data, "hre", Files.readString(samples.folder().resolve("hre/config.json")));
    configure(data, "refused", REFUSED_CLIENT);
    WholeLog log = WholeLog.to(folder.resolve("whole.log"));
    RunningLoop loop =
        RunningLoop.start(data, sandbox -> RefusingServers.serve(samples, folder, sandbox));
    PlantedRun run = new PlantedRun(folder, samples, log, loop);
    run.goThrough();
    return run;
  }

  private static void configure(Path data, String client, String config) throws IOException {
    Path file = data.resolve("clients").resolve(client).resolve("config.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, config);
  }

  private void goThrough() throws IOException {
    spoilGraph();
    dropContainer("refused", Path.of("data/samples/hre/gtm-server.json"));
    awaitState("refused");
    dropContainer("hre", samples.folder().resolve("hre/gtm-server.json"));
    awaitState("hre");
    dropContainer("hre", samples.folder().resolve("later/gtm-server.json"));
    spoilProvider();
    loop.drop(samples.folder().resolve("hre/experiments.json"));
    new BadDrops(samples.planter(), loop, data.resolve("inbox")).drop().forEach(derived::add);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> loop.versions("hre").stream().anyMatch(v -> ENDED.contains(v.state())));
    await()
        .until(() -> store.isEmpty("select 1 from account_collections where asked_at is not null"));
    look();
    ask();
  }

  private void dropContainer(String client, Path export) throws IOException {
    Path inbox = Files.createDirectories(data.resolve("inbox/gtm").resolve(client));
    String name = export.getFileName().toString();
    Path done = inbox.resolve(".done").resolve(name);
    int before = Files.exists(done) ? 2 : 1;
    Files.copy(export, inbox.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    Path expected = before == 1 ? done : inbox.resolve(".done").resolve(name + "." + before);
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(expected));
  }

  private void awaitState(String client) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                !store.isEmpty("select 1 from account_states where client_id = '" + client + "'")
                    && store.isEmpty(
                        "select 1 from account_collections where asked_at is not null"));
  }

  private JsonNode state() {
    try {
      return new ObjectMapper().readTree(data.resolve("clients/hre/account_state.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer of Meta's may repeat the whole address, with the token that was in it. */
  private void spoilGraph() {
    for (String path : List.of("act_66666003", "66666004", "dataset_quality")) {
      String said = samples.planter().shaped("error of Graph API " + path).replace("\n", " ");
      String body = "{\"error\": {\"code\": 100, \"message\": \"bad " + said + "\"}}";
      loop.sandbox().failNext("GET", "/v25.0/" + path, 400, body, Map.of());
    }
  }

  /** A provider that is busy says why, with more than it should. */
  private void spoilProvider() {
    for (String path : List.of("/v1/files", "/v1/fine_tuning/jobs", "/v1/chat/completions")) {
      String said = samples.planter().text("error of " + path);
      String body = "{\"error\": {\"message\": \"" + said.replaceAll("[\\\\\"\\n]", " ") + "\"}}";
      loop.sandbox().failNext("POST", path, 503, body, Map.of());
    }
    loop.sandbox().failNext("POST", "/services/", 500, samples.planter().text("Slack"), Map.of());
  }

  private void look() {
    for (String source : List.of("gtm", "sgtm", "google_ads", "meta", "stape", "memory")) {
      kept.put(source, state().path(source).toString());
    }
    kept.put(
        "exports",
        String.join("\n", store.texts("select content from gtm_exports where client_id = 'hre'")));
    kept.put(
        "snapshots", String.join("\n", store.texts("select account_snapshot from experiments")));
    derived.addTables(store);
    derived.addRequests(loop.sandbox().requests());
    loop.sandbox().slackTexts().forEach(text -> derived.add("Slack", text));
  }

  /** What the command line prints. */
  private void ask() {
    FlywheelProcess flywheel =
        FlywheelProcess.in(folder).environment(Map.of("FLYWHEEL_LOG_LEVEL", "DEBUG"));
    print(flywheel, "account", "show", "--client", "hre");
    print(flywheel, "account", "show", "--client", "hre", "--prompt");
    print(flywheel, "account", "show", "--client", "refused");
    print(flywheel, "account", "diff", "--client", "hre");
    print(flywheel, "account", "diff", "--client", "hre", "--json");
    for (String export :
        List.of("hre/gtm-container.json", "hre/gtm-workspace.json", "hre/gtm-server.json")) {
      String file = samples.folder().resolve(export).toString();
      print(flywheel, "account", "inspect", file);
      print(flywheel, "account", "inspect", file, "--json");
    }
  }

  private void print(FlywheelProcess flywheel, String... arguments) {
    FlywheelProcess.Outcome outcome = flywheel.run(arguments);
    String command = String.join(" ", arguments).replace(folder.toString(), "");
    if (outcome.exitCode() != 0) {
      throw new AssertionError(command + " failed: " + outcome.err());
    }
    derived.add("command " + command, outcome.out() + "\n" + outcome.err());
  }

  /** What is known in the end, as JSON by source. */
  public Map<String, String> kept() {
    return Collections.unmodifiableMap(kept);
  }

  public Sandbox sandbox() {
    return loop.sandbox();
  }

  /** What is derived there. */
  public String text(String place) {
    return derived.texts().get(place);
  }

  /** Where something is derived. */
  public Set<String> places() {
    return derived.texts().keySet();
  }

  public String log() {
    return log.text();
  }

  public Path folder() {
    return folder;
  }

  public PlantedSamples samples() {
    return samples;
  }

  /** What was found that should not be: which secret, and where. */
  public Map<String, Set<String>> leaks() {
    Needles needles = new Needles(samples.planter().spots());
    Map<String, Set<String>> leaks = new TreeMap<>();
    derived
        .texts()
        .forEach(
            (where, text) ->
                needles
                    .in(text)
                    .forEach(
                        secret -> leaks.computeIfAbsent(secret, s -> new TreeSet<>()).add(where)));
    return leaks;
  }

  /**
   * The files as they are before the end, and the files and the log when all has ended. Only now,
   * because to close a file of SQLite's is to let go of its locks in this process: the next command
   * would take the write-ahead log away from under the application.
   */
  @Override
  public void close() {
    derived.addFiles(data);
    loop.close();
    log.close();
    derived.addFiles(data);
    derived.add("log", log.text());
  }
}

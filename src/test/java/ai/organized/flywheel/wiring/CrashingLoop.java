package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.jdbi.v3.core.Jdbi;

/**
 * The application in a second JVM, on a folder that outlives it, beside a provider and a Slack that
 * outlive it too. They are two sandboxes so that each hears one request after the other.
 */
final class CrashingLoop implements AutoCloseable {
  /** With 10 questions of a holdout, enough for the 50 lines that a training needs. */
  static final int EXPERIMENTS = 70;

  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Longer than a call to any provider lasts. */
  private static final Duration SLEEP = Duration.ofMinutes(3);

  private static final Path SAMPLES = RunningLoop.SAMPLES.resolve("hre");

  /** Nothing left to be done for anybody, and something was done. */
  private static final String OVER =
      "select exists (select 1 from model_versions)"
          + " and not exists (select 1 from training_jobs where state not in ('done', 'failed'))"
          + " and not exists (select 1 from cycles where asked_at is not null)"
          + " and not exists (select 1 from notifications where sent_at is null)";

  private static final String STATE =
      "select j.state || ', ' || m.state from training_jobs j"
          + " join model_versions m using (client_id, version)";

  private final OtherSide side;
  private final Sandbox provider;
  private final Sandbox slack = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  private final HttpClient http = HttpClient.newHttpClient();
  private final Settings settings;
  private final SecondJvm jvm;
  private final Jdbi jdbi;

  CrashingLoop(Path folder, ArchivedClasses classes, Map<String, String> more) {
    this(folder, classes, new OtherSide("openai", folder), more);
  }

  /**
   * @param side ends with it
   */
  CrashingLoop(Path folder, ArchivedClasses classes, OtherSide side, Map<String, String> more) {
    this.side = side;
    this.provider = side.sandbox();
    Map<String, String> asked = new HashMap<>(side.environment());
    asked.putAll(more);
    asked.putIfAbsent("SLACK_WEBHOOK_URL", slack.slackWebhook().toString());
    asked.putIfAbsent("FLYWHEEL_EVALUATE_BASELINE", "false"); // asked as the model is
    Map<String, String> environment =
        RunningLoop.environment(folder.resolve("data"), provider, asked);
    this.settings = RunningLoop.settings(folder.resolve("data"), provider, environment);
    this.jvm = new SecondJvm(classes.options(), environment, folder);
    this.jdbi = Jdbi.create("jdbc:sqlite:" + settings.places().store());
  }

  Sandbox provider() {
    return provider;
  }

  Sandbox slack() {
    return slack;
  }

  SecondJvm jvm() {
    return jvm;
  }

  Settings.Places places() {
    return settings.places();
  }

  /** Makes the empty store, for a test that looks into it before the application has made it. */
  void makeStore() {
    Database.open(places().store()).close();
  }

  /** Drops so many of the sample experiments that can be trained on. */
  void dropGoodSamples(int wanted) {
    drop("experiments.json", goodSamples(wanted));
  }

  /** So many of the sample experiments that can be trained on, as JSON. */
  static String goodSamples(int wanted) {
    JsonNode samples = Json.parse(text(SAMPLES.resolve("experiments.json")));
    List<JsonNode> good =
        Stream.iterate(0, i -> i < samples.size(), i -> i + 1)
            .map(samples::get)
            .filter(sample -> sample.path("score").asDouble() >= 0.75)
            .limit(wanted)
            .toList();
    return Json.text(Json.STRICT.valueToTree(good));
  }

  /** The sample config of a client who prefers this track. */
  static String config(String track) {
    ObjectNode config = (ObjectNode) Json.parse(text(SAMPLES.resolve("config.json")));
    return Json.text(config.put("track_preference", track));
  }

  /** Puts the config of the client in place and a file into the inbox, whole at once. */
  void drop(String name, String content) {
    Path config = places().clients().resolve("hre").resolve("config.json");
    Path beside = places().experimentInbox().resolveSibling(name);
    try {
      Files.createDirectories(config.getParent());
      Files.writeString(config, config(side.track()));
      Files.createDirectories(places().experimentInbox());
      Files.writeString(beside, content);
      Files.move(beside, places().experimentInbox().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits often and long, but not for a process that has died by itself. */
  ConditionFactory patiently() {
    return await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(PATIENCE)
        .failFast(jvm::requireAlive);
  }

  /**
   * Asked of the store only while the application lives: the crash's traces are its own to read.
   */
  boolean isOver() {
    return number(OVER) == 1;
  }

  /** Of the job and of its model; empty: nothing is planned. */
  Optional<String> state() {
    return word(STATE);
  }

  /** What the trainer said last. */
  String lastEvent() {
    return word("select last_event from training_jobs").orElse("");
  }

  /** Another text whenever something has happened that others can see. */
  String signOfLife() {
    return state()
        + " "
        + provider.requests().size()
        + " "
        + side.connections()
        + " "
        + slack.requests().size();
  }

  /**
   * Kills it, and lets minutes pass in which nothing runs: no call that was in the air can still
   * arrive.
   */
  void killAndSleep() {
    jvm.kill();
    change(
        "update training_jobs set intent_at = intent_at - %1$d, next_step = next_step - %1$d"
            .formatted(SLEEP.toMillis()));
  }

  void requireOneModelVersion() {
    JsonNode versions = Json.parse(text(places().clients().resolve("hre/model_registry.json")));
    assertThat(versions).hasSize(1);
    assertThat(versions.path(0).path("state").asText()).isEqualTo("active");
    assertThat(number("select count(*) from training_jobs")).isEqualTo(1);
    assertThat(number("select count(*) from experiments")).isEqualTo(EXPERIMENTS);
  }

  long number(String query) {
    return first(query, Long.class).orElseThrow();
  }

  Optional<String> word(String query) {
    return first(query, String.class);
  }

  private <T> Optional<T> first(String query, Class<T> type) {
    return jdbi.withHandle(handle -> handle.createQuery(query).mapTo(type).findFirst());
  }

  void change(String statement) {
    jdbi.useHandle(handle -> handle.execute(statement));
  }

  /** What the provider itself says. */
  JsonNode ask(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(provider.openAiBase() + path))
            .header("Authorization", "Bearer " + SandboxOptions.DEFAULT_API_KEY)
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    patiently()
        .until(
            () -> {
              provider.releaseHeld(); // its number may be among those to be held
              return answer.isDone();
            });
    return Json.parse(answer.join().body());
  }

  List<RecordedRequest> requests(String method, String path) {
    return provider.requests().stream()
        .filter(request -> request.method().equals(method) && request.path().equals(path))
        .toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    jvm.close();
    side.close();
    slack.close();
  }
}

package ai.organized.flywheel.bench.month;

import ai.organized.flywheel.demo.SandboxSettings;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.TemporaryFolder;
import ai.organized.flywheel.storage.WholeFile;
import ai.organized.flywheel.wiring.Application;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The real application on a folder of its own, with a sandbox outside and one that is its own. */
final class World implements AutoCloseable {
  private static final int TICK_MILLIS = 20;
  private static final Duration TRAINING = Duration.ofMinutes(40);

  /** No schedule of the machine's own clock: the month has its own. */
  private static final String NEVER = "0 0 0 1 1 ? 2099";

  private final TemporaryFolder folder;
  private final TurnedClock clock;
  private final Sandbox outside;
  private final Sandbox own;
  private final Settings settings;
  private final Application application;
  private final Database database;

  private World(
      TemporaryFolder folder,
      TurnedClock clock,
      Sandbox outside,
      Sandbox own,
      Settings settings,
      Application application) {
    this.folder = folder;
    this.clock = clock;
    this.outside = outside;
    this.own = own;
    this.settings = settings;
    this.application = application;
    this.database = Database.open(settings.places().store());
  }

  static World start(Path home, TurnedClock clock) throws IOException {
    TemporaryFolder folder = TemporaryFolder.make("flywheel-month");
    Sandbox outside = Sandbox.start(SandboxOptions.defaults(clock).withTrainingTime(TRAINING));
    Sandbox own = Sandbox.start(SandboxOptions.defaults(clock));
    Settings settings = SandboxSettings.of(home, folder.path(), outside, environment(outside, own));
    Cast.configure(settings.places().clients());
    try {
      Application application = Application.start(settings, clock, TICK_MILLIS);
      return new World(folder, clock, outside, own, settings, application);
    } catch (RuntimeException e) { // whatever it is: nothing may be left running
      own.close();
      outside.close();
      folder.close();
      throw e;
    }
  }

  private static Map<String, String> environment(Sandbox outside, Sandbox own) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FLYWHEEL_INBOX_MILLIS", "20");
    environment.put("FLYWHEEL_POLL_SECONDS", "300");
    environment.put("FLYWHEEL_EMBED_EMBEDDER", "lexical");
    environment.put("FLYWHEEL_TRAIN_PROVIDERS", "openai,ollama");
    environment.put("OLLAMA_HOST", own.ollama().toString());
    environment.put("FLYWHEEL_OLLAMA_BASE_MODEL", "llama3.1:8b");
    environment.put("FLYWHEEL_OLLAMA_EXAMPLES", "100");
    environment.put("FLYWHEEL_CYCLE_MAX_VERSIONS", "2");
    environment.put("FLYWHEEL_DATASET_MIN_HOLDOUT", "26"); // so many decide, fewer only hold
    for (String schedule : new String[] {"CYCLE", "EVALUATE", "DRIFT", "ACCOUNT"}) {
      environment.put("FLYWHEEL_" + schedule + "_SCHEDULE", NEVER);
    }
    environment.put("SLACK_WEBHOOK_URL_LUMEN", outside.slackWebhook(Cast.LUMEN).toString());
    return environment;
  }

  TurnedClock clock() {
    return clock;
  }

  Sandbox outside() {
    return outside;
  }

  Sandbox own() {
    return own;
  }

  Settings settings() {
    return settings;
  }

  Database database() {
    return database;
  }

  /** Does now what its schedule would do. */
  void run(String route) {
    application.run(route);
  }

  /** Puts a file into the inbox, whole. */
  void drop(String name, JsonNode experiments) {
    dropText(name, experiments.toString());
  }

  void dropText(String name, String text) {
    WholeFile.write(
        settings.places().experimentInbox().resolve(name),
        out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    application.close();
    database.close();
    own.close();
    outside.close();
    folder.close();
  }
}

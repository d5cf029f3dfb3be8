package ai.organized.flywheel.drift;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;

import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.evaluate.AskByChat;
import ai.organized.flywheel.evaluate.ChatModels;
import ai.organized.flywheel.evaluate.CheckSoundness;
import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.fixtures.TrainedModels;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.serve.ModelPlaces;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.SettingsReader;
import ai.organized.flywheel.telemetry.LiveRows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The watch on a real store, beside models of the sandbox that were really trained. */
abstract class Watching {
  static final String SOUND = "Check the tag and publish the container.";
  static final String BROKEN = "word word word word ".repeat(40);

  @TempDir Path folder;
  TemporaryStore store;
  HandTurnedClock clock;
  Sandbox sandbox;
  ModelRegistry registry;
  OpenQuestions rechecks;
  TrainedModels trained;
  LiveRows rows;
  Watch watch;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    clock = store.clock();
    sandbox = Sandbox.start(SandboxOptions.defaults(clock));
    registry = store.registry();
    rows = new LiveRows(store);
    rechecks =
        new OpenQuestions(
            store.jdbi(), "evaluation_requests", store.lease("1@1/rechecks"), Duration.ZERO);
    store.configure(ACME, "{\"client_id\": \"acme\", \"data_egress_allowed\": true}");
    with(Map.of());
    trained = new TrainedModels(settings(Map.of()).openAi(), folder, clock);
  }

  @AfterEach
  void close() {
    sandbox.close();
    store.close();
  }

  private Settings settings(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.putIfAbsent("OPENAI_API_KEY", SandboxOptions.DEFAULT_API_KEY);
    environment.putIfAbsent("OPENAI_BASE_URL", sandbox.openAiBase().toString());
    environment.put("OLLAMA_HOST", sandbox.ollama().toString());
    return SettingsReader.read(Path.of("").toAbsolutePath(), new Properties(), environment);
  }

  /** The watch as a new process would have it, with what the environment says beside the usual. */
  void with(Map<String, String> environment) {
    Settings settings = settings(environment);
    Clients clients = store.clients();
    AskByChat model =
        new AskByChat(
            new ChatModels(
                new ModelPlaces(settings),
                clients,
                SendCall::send,
                settings.evaluation().answerTimeout()));
    watch =
        new Watch(
            settings,
            store.jdbi(),
            registry,
            new CheckSoundness(model, store.datasets()),
            new AuditLog(store.jdbi(), clock),
            store.outbox(),
            rechecks,
            SendCall::send,
            clock);
  }

  /** A version whose model always says this, and that answers from now on. */
  void promote(int version, String text) {
    promoteModel(version, trained.saying(text));
  }

  void promoteModel(int version, String modelId) {
    store.plannedVersion(ACME, version);
    store
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute("update training_jobs set state = 'done'");
              registry.trained(handle, ACME, version, modelId);
              registry.scored(handle, ACME, version, 0.8);
              registry.promote(handle, ACME, version, "better");
            });
    clock.turn(Duration.ofSeconds(1));
  }

  void look() {
    watch.models().look(ACME);
  }

  ModelState state(int version) {
    return registry.version(ACME, version).state();
  }

  int active() {
    return registry.active(ACME).orElseThrow().version();
  }

  List<String> told() {
    return texts("notifications", "text");
  }

  List<String> audited() {
    return texts("audit_log", "action");
  }

  private List<String> texts(String table, String column) {
    return store.rows(table).stream().map(row -> (String) row.get(column)).toList();
  }
}

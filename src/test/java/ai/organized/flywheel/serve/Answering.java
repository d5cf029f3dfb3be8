package ai.organized.flywheel.serve;

import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.dataset.Redact;
import ai.organized.flywheel.dataset.RedactForClient;
import ai.organized.flywheel.dataset.UsableExamples;
import ai.organized.flywheel.embed.CachedEmbedder;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.LexicalEmbedder;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.registry.ModelShutdowns;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.SettingsReader;
import ai.organized.flywheel.validate.LeakageMarkers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Everything that says who answers, on a real store and the rooms of a sandbox. */
final class Answering implements AutoCloseable {
  final TemporaryStore store;

  /** Where Ollama is: on this machine. */
  final Sandbox sandbox;

  /** Where OpenAI is: outside. */
  final Sandbox outside;

  final Settings settings;
  final Challengers challengers;
  final FindServing findServing;
  final FindFallback findFallback;
  final UsableExamples examples;
  final ServingsInMemory servings;
  final NamesInMemory names;

  /** How often the route was asked. */
  final AtomicInteger asked = new AtomicInteger();

  Answering(Path folder) {
    this(folder, Map.of(), new LexicalEmbedder());
  }

  /**
   * @param environment beside the addresses of the sandbox
   */
  Answering(Path folder, Map<String, String> environment, Embedder embedder) {
    store = new TemporaryStore(folder);
    sandbox = Sandbox.start(SandboxOptions.defaults(store.clock()));
    outside = Sandbox.start(SandboxOptions.defaults(store.clock()));
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "OLLAMA_HOST", sandbox.ollama().toString(),
                "FLYWHEEL_OLLAMA_BASE_MODEL", "base:8b", // which is not there
                "OPENAI_BASE_URL", outside.openAiBase().toString(),
                "OPENAI_API_KEY", "sandbox-key",
                "FLYWHEEL_EGRESS_OUTSIDE_HOSTS", outside.openAiBase().getAuthority()));
    all.putAll(environment);
    settings = SettingsReader.read(folder, new Properties(), all);
    Clients clients = store.clients();
    EgressGuard guard =
        new EgressGuard(
            clients,
            new OwnNetwork(settings.egress().ownHosts(), settings.egress().outsideHosts()));
    Function<RemoteCall, RemoteReply> send =
        call -> {
          guard.check(call.client(), call.uri());
          return SendCall.send(call);
        };
    FindModel findModel =
        new FindModel(
            store.datasets(),
            guard,
            new ModelPlaces(settings),
            new LocalModels(clients, send),
            new ModelShutdowns(store.jdbi()),
            store.clock());
    challengers =
        new Challengers(
            store.jdbi(),
            store.registry(),
            new AuditLog(store.jdbi(), store.clock()),
            store.clock());
    FallbackKind usual = FallbackKind.of(settings.serve().fallback());
    findServing = new FindServing(clients, store.registry(), challengers, findModel, usual);
    Function<ClientId, Redact> redact =
        new RedactForClient(clients, new RedactionKeys(store.jdbi(), store.clock(), ""));
    examples = new UsableExamples(store.jdbi(), redact, settings.dataset(), LeakageMarkers::in);
    PastSolutions past =
        new PastSolutions(
            clients,
            examples,
            settings.dataset(),
            new CachedEmbedder(embedder, store.jdbi(), texts -> {}),
            embedder);
    findFallback =
        new FindFallback(
            findServing,
            new FallbackModels(settings, clients, findModel),
            client -> "You know " + client + ".",
            new TellPastSolutions(past, settings.serve().examples()),
            usual);
    names = new NamesInMemory(clients, store.jdbi());
    servings =
        new ServingsInMemory(
            names,
            clients,
            store.registry(),
            client -> {
              asked.incrementAndGet();
              return findServing.find(client);
            },
            findFallback::find);
  }

  /** A client whose config says this beside its id. */
  void configure(ClientId client, String more) {
    store.configure(client, "{\"client_id\":\"" + client + "\"" + more + "}");
  }

  /** A version with a model, in this state. */
  void version(ClientId client, int version, String provider, String model, String state) {
    store.plannedVersion(client, version);
    store
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update model_versions set provider = ?, model_id = ?, state = ?"
                        + " where client_id = ? and version = ?",
                    provider,
                    model,
                    state,
                    client.value(),
                    version));
  }

  /** What a dataset build has decided about an example. */
  void decided(ClientId client, int version, Example example, String part) {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into dataset_lines (client_id, version, experiment_id, part, line)"
                        + " values (?, ?, ?, ?, 1)",
                    client.value(),
                    version,
                    example.id(),
                    part));
  }

  /** How often Ollama was asked for its models. */
  long tagsAsked() {
    return sandbox.requests().stream().filter(r -> r.path().endsWith("/api/tags")).count();
  }

  List<Map<String, Object>> rows(String table) {
    return store.rows(table);
  }

  @Override
  public void close() {
    sandbox.close();
    outside.close();
    store.close();
  }
}

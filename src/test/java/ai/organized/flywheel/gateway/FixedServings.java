package ai.organized.flywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.serve.Arm;
import ai.organized.flywheel.serve.AskedFor;
import ai.organized.flywheel.serve.FallbackKind;
import ai.organized.flywheel.serve.FallbackRequest;
import ai.organized.flywheel.serve.FindEmbedder;
import ai.organized.flywheel.serve.ModelPlace;
import ai.organized.flywheel.serve.ModelRow;
import ai.organized.flywheel.serve.ServedModel;
import ai.organized.flywheel.serve.Serving;
import ai.organized.flywheel.serve.Servings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that are served as a test says. */
final class FixedServings implements Servings {
  private final Map<ClientId, Serving> servings = new ConcurrentHashMap<>();
  private final Map<ClientId, ServedModel> fallbacks = new ConcurrentHashMap<>();
  private final List<FallbackRequest> fellBack = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean remembers = true;
  private volatile CountDownLatch asking = new CountDownLatch(0);
  private volatile CountDownLatch fallingBack = new CountDownLatch(0);

  static ServedModel model(String client, int version, Arm arm, int port) {
    return new ServedModel(
        new ClientId(client),
        Optional.of(version),
        Optional.of("a"),
        arm,
        Optional.empty(),
        "openai",
        place(port),
        "ft:" + client + ":" + version,
        "You answer for " + client + ".");
  }

  static ModelPlace place(int port) {
    URI base = URI.create("http://127.0.0.1:" + port + "/v1/");
    return new ModelPlace(
        base.resolve("chat/completions"),
        base.resolve("embeddings"),
        "Authorization",
        "Bearer " + "place-" + "key");
  }

  FixedServings champion(String client, int port) {
    return serves(
        new Serving(
            new ClientId(client),
            Optional.of(model(client, 3, Arm.CHAMPION, port)),
            Optional.empty(),
            FallbackKind.RAG_CONTEXT,
            false));
  }

  /** A client without a model of its own. */
  FixedServings unserved(String client) {
    return serves(
        new Serving(
            new ClientId(client),
            Optional.empty(),
            Optional.empty(),
            FallbackKind.RAG_CONTEXT,
            false));
  }

  FixedServings serves(Serving serving) {
    servings.put(serving.client(), serving);
    return this;
  }

  FixedServings fallsBack(String client, int port) {
    fallbacks.put(
        new ClientId(client),
        new ServedModel(
            new ClientId(client),
            Optional.empty(),
            Optional.empty(),
            Arm.FALLBACK,
            Optional.of(FallbackKind.RAG_CONTEXT),
            "ollama",
            place(port),
            "base",
            "The account state and what helped before."));
    return this;
  }

  FixedServings forgets() {
    remembers = false;
    return this;
  }

  /** What is asked for now is found when the latch lets it. */
  FixedServings asksUntil(CountDownLatch go) {
    asking = go;
    return this;
  }

  /** The same for what stands in. */
  FixedServings fallsBackAfter(CountDownLatch go) {
    fallingBack = go;
    return this;
  }

  private static void await(CountDownLatch go) {
    try {
      assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of the client's champion's server. */
  FindEmbedder.Embedder embedder(ClientId client, String model) {
    ServedModel champion = servings.get(client).champion().orElseThrow();
    String named = model == null ? "usual-embedder" : model;
    return new FindEmbedder.Embedder("openai", named, champion.place());
  }

  List<FallbackRequest> fellBack() {
    return fellBack;
  }

  int asked() {
    return asked.get();
  }

  @Override
  public ClientId client(AskedFor asked, Caller caller) {
    String named = asked.header() == null ? asked.metadataClient() : asked.header();
    if (named == null) {
      throw new RefusedException(400, "missing_client", "name the client");
    }
    ClientId client = new ClientId(named);
    if (!servings.containsKey(client) || !caller.mayAskFor(client)) {
      throw new RefusedException(403, "not_your_client", "this is not your client");
    }
    return client;
  }

  @Override
  public Optional<Serving> known(ClientId client) {
    return remembers ? Optional.ofNullable(servings.get(client)) : Optional.empty();
  }

  @Override
  public boolean isAgeing(ClientId client) {
    return false;
  }

  @Override
  public Serving ask(ClientId client) {
    Serving found = servings.get(client);
    asked.incrementAndGet();
    await(asking);
    return found;
  }

  @Override
  public ServedModel fallback(FallbackRequest request) {
    fellBack.add(request);
    await(fallingBack);
    ServedModel model = fallbacks.get(request.client());
    if (model == null) {
      throw new RefusedException(503, "no_fallback", "nothing answers for " + request.client());
    }
    return model;
  }

  @Override
  public List<ModelRow> rows(Caller caller) {
    return servings.keySet().stream()
        .filter(caller::mayAskFor)
        .map(client -> new ModelRow(client.value(), client, 1_700_000_000))
        .sorted(java.util.Comparator.comparing(ModelRow::id))
        .toList();
  }
}

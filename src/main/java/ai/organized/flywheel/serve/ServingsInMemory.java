package ai.organized.flywheel.serve;

import static java.util.Comparator.comparing;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers for a moment what the routes answered. A client whose config was touched is asked for
 * anew a millisecond later: a flag that is turned off holds from then on.
 */
public final class ServingsInMemory implements Servings {
  /** As long as a promotion or a rollback may take to be felt. */
  private static final Duration YOUNG = Duration.ofMillis(250);

  /** From here on it is asked for anew, while requests still go on with what is known. */
  private static final Duration AGEING = Duration.ofMillis(125);

  /** A config is looked at no more often: of thousands of requests a second each would pay. */
  private static final Duration LOOK = Duration.ofMillis(1);

  private final NamesInMemory names;
  private final Clients clients;
  private final ModelRegistry registry;
  private final Function<ClientId, Serving> findServing;
  private final Function<FallbackRequest, ServedModel> findFallback;
  private final Map<ClientId, Held> held = new ConcurrentHashMap<>();
  private final Map<ClientId, Object> asking = new ConcurrentHashMap<>();

  /** What was answered, when it came, and the config when it was asked for. */
  private static final class Held {
    private final Serving serving;
    private final ConfigStamp config;
    private final long came = System.nanoTime();
    private volatile long looked;

    Held(Serving serving, ConfigStamp config, long looked) {
      this.serving = serving;
      this.config = config;
      this.looked = looked;
    }

    boolean isAgeing() {
      return System.nanoTime() - came >= AGEING.toNanos();
    }

    boolean isGood(Clients clients) {
      long now = System.nanoTime();
      if (now - came >= YOUNG.toNanos()) {
        return false;
      }
      if (now - looked >= LOOK.toNanos()) {
        if (!ConfigStamp.of(clients, serving.client()).equals(config)) {
          return false;
        }
        looked = now;
      }
      return true;
    }
  }

  /**
   * @param findServing the route {@code find-serving}
   * @param findFallback the route {@code find-fallback}
   */
  public ServingsInMemory(
      NamesInMemory names,
      Clients clients,
      ModelRegistry registry,
      Function<ClientId, Serving> findServing,
      Function<FallbackRequest, ServedModel> findFallback) {
    this.names = names;
    this.clients = clients;
    this.registry = registry;
    this.findServing = findServing;
    this.findFallback = findFallback;
  }

  @Override
  public ClientId client(AskedFor asked, Caller caller) {
    return new NameClient(names.now()).of(asked, caller);
  }

  @Override
  public Optional<Serving> known(ClientId client) {
    Held last = held.get(client);
    return last != null && last.isGood(clients) ? Optional.of(last.serving) : Optional.empty();
  }

  @Override
  public boolean isAgeing(ClientId client) {
    Held last = held.get(client);
    return last != null && last.isAgeing();
  }

  /** Of many requests that come at once, one asks and the others take its answer. */
  @Override
  public Serving ask(ClientId client) {
    synchronized (asking.computeIfAbsent(client, any -> new Object())) {
      return known(client).filter(young -> !isAgeing(client)).orElseGet(() -> askRoute(client));
    }
  }

  private Serving askRoute(ClientId client) {
    long looked = System.nanoTime();
    ConfigStamp config = ConfigStamp.of(clients, client); // before: what changes meanwhile shows
    Serving serving = findServing.apply(client);
    held.put(client, new Held(serving, config, looked));
    return serving;
  }

  @Override
  public ServedModel fallback(FallbackRequest request) {
    return findFallback.apply(request);
  }

  @Override
  public List<ModelRow> rows(Caller caller) {
    return names.now().all().stream()
        .filter(caller::mayAskFor)
        .sorted(comparing(ClientId::value))
        .map(client -> new ModelRow(client.value(), client, created(client)))
        .toList();
  }

  /** Since its newest version is there, else since its config is. */
  private long created(ClientId client) {
    return registry.versions(client).stream()
        .findFirst()
        .map(ModelVersion::createdAt)
        .map(java.time.Instant::getEpochSecond)
        .orElseGet(() -> ConfigStamp.of(clients, client).modifiedSeconds());
  }
}

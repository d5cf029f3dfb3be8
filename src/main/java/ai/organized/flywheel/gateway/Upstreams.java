package ai.organized.flywheel.gateway;

import ai.organized.flywheel.serve.ModelPlace;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One pool of connections for each address and event loop, so that a request never crosses to
 * another thread; one circuit breaker for each model at an address.
 */
final class Upstreams implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5000;

  /**
   * Servers in Python and Node close an idle connection after five seconds; a request that crosses
   * with that is lost. What speaks TLS is asked less often and keeps connections longer.
   */
  private static final int KEEP_SECONDS = 4;

  private static final int KEEP_SECURE_SECONDS = 30;

  /** Pieces of an answer, at most so large; Vert.x would cut them at 8 kB. */
  private static final int PIECE = 64 << 10;

  /** Five failures of the last ten, and nobody asks for five seconds; then three try. */
  private static final CircuitBreakerConfig BREAKER =
      CircuitBreakerConfig.custom()
          .slidingWindowSize(10)
          .minimumNumberOfCalls(5)
          .failureRateThreshold(50)
          .waitDurationInOpenState(Duration.ofSeconds(5))
          .permittedNumberOfCallsInHalfOpenState(3)
          .maxWaitDurationInHalfOpenState(Duration.ofMinutes(1))
          .build();

  private record Pool(Thread loop, String authority) {}

  private record Model(URI address, String id) {}

  private final Vertx vertx;
  private final int connections;
  private final Map<Pool, HttpClient> pools = new ConcurrentHashMap<>();
  private final Map<Model, CircuitBreaker> breakers = new ConcurrentHashMap<>();
  private final Map<URI, RequestOptions> options = new ConcurrentHashMap<>();

  Upstreams(Vertx vertx, int connections) {
    this.vertx = vertx;
    this.connections = connections;
  }

  int openBreakers() {
    return (int)
        breakers.values().stream()
            .filter(breaker -> breaker.getState() == CircuitBreaker.State.OPEN)
            .count();
  }

  /** Called on the event loop of the request. */
  Upstream of(ModelPlace place, URI address, String modelId) {
    return new Upstream(
        pools.computeIfAbsent(
            new Pool(Thread.currentThread(), address.getAuthority()),
            any -> pool(address.getScheme().equals("https"))),
        options.computeIfAbsent(address, Upstreams::options),
        place,
        breakers.computeIfAbsent(
            new Model(address, modelId), model -> CircuitBreaker.of(model.id(), BREAKER)));
  }

  private HttpClient pool(boolean secure) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setSsl(secure)
            .setTcpNoDelay(true)
            .setConnectTimeout(CONNECT_MILLIS)
            .setKeepAliveTimeout(secure ? KEEP_SECURE_SECONDS : KEEP_SECONDS)
            .setMaxChunkSize(PIECE),
        new PoolOptions().setHttp1MaxSize(connections));
  }

  private static RequestOptions options(URI address) {
    return new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(address.toString());
  }

  @Override
  public void close() {
    pools.values().forEach(HttpClient::close);
  }
}

package ai.organized.flywheel.gateway;

import ai.organized.flywheel.access.Authenticator;
import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.access.Door;
import ai.organized.flywheel.telemetry.ServedAnswer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The gateway's addresses on a server of their own. */
final class MountedGateway implements AutoCloseable {
  static final Limits LIMITS =
      new Limits(
          20 << 20,
          1024,
          200L << 20,
          512,
          Duration.ofSeconds(20),
          Duration.ofSeconds(40),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20));

  /** For what a test waits to be too late. */
  static final Limits IMPATIENT =
      new Limits(
          20 << 20,
          1024,
          200L << 20,
          512,
          Duration.ofMillis(500),
          Duration.ofMillis(1_500),
          Duration.ofMillis(500),
          Duration.ofMillis(500));

  private final Vertx vertx = Vertx.vertx();
  private final List<ServedAnswer> rows = new CopyOnWriteArrayList<>();
  private final DataPath path;
  private final HttpServer server;

  MountedGateway(FixedServings servings) {
    this(servings, LIMITS);
  }

  MountedGateway(FixedServings servings, Limits limits) {
    this(servings, limits, (key, host) -> Caller.LOCAL);
  }

  MountedGateway(FixedServings servings, Limits limits, Authenticator authenticator) {
    Router router = Router.router(vertx);
    router.route().handler(new Door(authenticator, Duration.ofMinutes(1), DataPath.WITH_BODIES));
    path =
        DataPath.mount(
            router,
            vertx,
            new Parts(servings, servings::embedder, rows::add, limits, Clock.systemUTC()),
            Duration.ofSeconds(5));
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  int port() {
    return server.actualPort();
  }

  DataPath path() {
    return path;
  }

  /** What was handed in to be stored. */
  List<ServedAnswer> rows() {
    return rows;
  }

  @Override
  public void close() {
    path.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}

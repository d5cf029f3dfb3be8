package ai.organized.flywheel.gateway;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;

/**
 * Takes connections on every event loop. Camel's server listens on one, which is one core; servers
 * of the same Vert.x at the same address share its port, and connections go to their loops in turn.
 */
public final class EventLoops implements AutoCloseable {
  /** As Camel's own server, but for web sockets, whose handlers each request would pass. */
  private static final HttpServerOptions PLAIN =
      new HttpServerOptions()
          .setPerFrameWebSocketCompressionSupported(false)
          .setPerMessageWebSocketCompressionSupported(false);

  private final Vertx vertx;
  private final String servers;

  private EventLoops(Vertx vertx, String servers) {
    this.vertx = vertx;
    this.servers = servers;
  }

  /** As many as there are cores. */
  public static int usual() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * @param host as the first server has it; so the port
   * @param loops that Vert.x has
   */
  public static EventLoops join(Vertx vertx, Router router, String host, int port, int loops) {
    String servers =
        vertx
            .deployVerticle(
                () -> new Server(router, host, port), new DeploymentOptions().setInstances(loops))
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return new EventLoops(vertx, servers);
  }

  /** Takes in no more; what is connected goes on until Camel's own server ends. */
  @Override
  public void close() {
    vertx.undeploy(servers).toCompletionStage().toCompletableFuture().join();
  }

  /** One of them; Vert.x starts each on the next loop. */
  private static final class Server extends AbstractVerticle {
    private final Router router;
    private final String host;
    private final int port;

    Server(Router router, String host, int port) {
      this.router = router;
      this.host = host;
      this.port = port;
    }

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer(PLAIN)
          .requestHandler(router)
          .listen(port, host)
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}

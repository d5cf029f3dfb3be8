package ai.organized.flywheel.gateway;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Set;

/** The gateway's addresses, mounted on a router that is there already. */
public final class DataPath implements AutoCloseable {
  /** Its addresses that take a body. */
  public static final Set<String> WITH_BODIES = Set.of(ChatPath.ADDRESS, EmbeddingPath.ADDRESS);

  private static final long LOOK_MILLIS = 100;

  private final Vertx vertx;
  private final UnderWay underWay;
  private final Upstreams upstreams;
  private final Workers workers;
  private final Duration longestDrain;
  private final long looking;

  private DataPath(
      Vertx vertx, UnderWay underWay, Upstreams upstreams, Workers workers, Duration longestDrain) {
    this.vertx = vertx;
    this.underWay = underWay;
    this.upstreams = upstreams;
    this.workers = workers;
    this.longestDrain = longestDrain;
    this.looking = vertx.setPeriodic(LOOK_MILLIS, tick -> underWay.look(System.nanoTime()));
  }

  /**
   * @param longestDrain how long the end waits for answers under way
   */
  public static DataPath mount(Router router, Vertx vertx, Parts parts, Duration longestDrain) {
    UnderWay underWay = new UnderWay(parts.limits());
    Upstreams upstreams = new Upstreams(vertx, parts.limits().connections());
    Workers workers = Workers.of(vertx);
    router
        .route(ChatPath.ADDRESS)
        .handler(new ChatPath(parts, vertx, workers, upstreams, underWay));
    router
        .route(EmbeddingPath.ADDRESS)
        .handler(new EmbeddingPath(parts, workers, upstreams, underWay));
    router.route("/v1/models").handler(new ModelList(parts.servings(), vertx, underWay));
    return new DataPath(vertx, underWay, upstreams, workers, longestDrain);
  }

  /** Requests that are being answered now. */
  public int underWay() {
    return underWay.size();
  }

  /** Models that are not asked for a while, because they failed. */
  public int openBreakers() {
    return upstreams.openBreakers();
  }

  /** Takes in no more requests, lets those under way end, and hangs up. */
  @Override
  public void close() {
    underWay.drain(longestDrain);
    vertx.cancelTimer(looking);
    upstreams.close();
    workers.close();
  }
}

package ai.organized.flywheel.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

/**
 * Threads for questions that may wait for somebody else. The usual ones of Vert.x serve Camel's
 * routes as well, and those who look for a stand-in wait the longest: neither holds up who only
 * asks for its model.
 *
 * @param serving for the question who answers a client
 * @param standIns for fallbacks and embedders
 */
record Workers(WorkerExecutor serving, WorkerExecutor standIns) implements AutoCloseable {
  private static final int THREADS = 20;

  static Workers of(Vertx vertx) {
    return new Workers(
        vertx.createSharedWorkerExecutor("gateway-serving", THREADS),
        vertx.createSharedWorkerExecutor("gateway-stand-ins", THREADS));
  }

  @Override
  public void close() {
    serving.close();
    standIns.close();
  }
}

package ai.organized.flywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.wiring.FreePort;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who takes the connections of one address. */
class EventLoopsTest {
  private static final int LOOPS = 3;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
  private final Router router = Router.router(vertx);
  private HttpServer first;

  @BeforeEach
  void start() {
    router.route().handler(asked -> asked.end(Thread.currentThread().getName()));
    int port = FreePort.any();
    first =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(port, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Names of the threads that answer on new connections, all open at the same time. */
  private Set<String> answering(int connections) throws IOException {
    List<SentBytes> callers = new ArrayList<>();
    Set<String> threads = new HashSet<>();
    try {
      for (int i = 0; i < connections; i++) {
        SentBytes caller = new SentBytes(first.actualPort());
        callers.add(caller);
        String answer = caller.send("GET / HTTP/1.1\r\nHost: here\r\n\r\n").readAnswer();
        threads.add(answer.substring(answer.indexOf("\r\n\r\n") + 4));
      }
    } finally {
      for (SentBytes caller : callers) {
        caller.close();
      }
    }
    return threads;
  }

  @Test
  void oneServerTakesAllConnectionsOnOneLoop() throws IOException {
    assertThat(answering(12)).hasSize(1);
  }

  @Test
  void afterTheOthersJoinedEveryLoopTakesSome() throws IOException {
    EventLoops joined = EventLoops.join(vertx, router, "127.0.0.1", first.actualPort(), LOOPS);

    assertThat(answering(12)).hasSize(LOOPS);

    joined.close();
    assertThat(answering(12)).as("the first goes on").hasSize(1);
  }
}

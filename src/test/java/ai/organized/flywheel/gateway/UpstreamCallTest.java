package ai.organized.flywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.serve.ModelPlace;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call leaves behind: its connection, and what its breaker counts. */
class UpstreamCallTest {
  private static final byte[] BODY = RawUpstream.bytes("{}");

  private final CountDownLatch go = new CountDownLatch(1);
  private Vertx vertx;
  private Context context;
  private RawUpstream server;
  private Upstream upstream;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    context = vertx.getOrCreateContext();
    server =
        new RawUpstream(
            (asked, out, in) -> {
              await().until(() -> go.getCount() == 0);
              return RawUpstream.json(out, "200 OK", "{\"own\":1}");
            });
    ModelPlace place = FixedServings.place(server.port());
    upstream = new Upstreams(vertx, 1).of(place, place.chatCompletions(), "m");
  }

  @AfterEach
  void stop() {
    go.countDown();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    server.close();
  }

  private CompletableFuture<Void> onLoop(Runnable action) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    context.runOnContext(
        now -> {
          action.run();
          done.complete(null);
        });
    return done;
  }

  private UpstreamCall call() {
    return new UpstreamCall(upstream, false, null);
  }

  /** A word for what went wrong, or the text of the answer. */
  private CompletableFuture<String> answer(UpstreamCall call) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    return onLoop(
            () ->
                call.send(
                    BODY,
                    head ->
                        head.body()
                            .onComplete(
                                body ->
                                    answer.complete(
                                        body.succeeded() ? body.result().toString() : "broke")),
                    trouble -> answer.complete(trouble.word())))
        .thenCompose(begun -> answer);
  }

  @Test
  void anAnswerThatWaitsWholeIsDroppedWithoutItsConnection() throws Exception {
    server.then((asked, out, in) -> RawUpstream.json(out, "200 OK", "{\"first\":1}"));
    UpstreamCall first = call();
    CompletableFuture<HttpClientResponse> waiting = new CompletableFuture<>();
    onLoop(() -> first.send(BODY, head -> waiting.complete(head.pause()), trouble -> {})).get();
    waiting.get();
    CompletableFuture<String> second = answer(call()); // on the only connection
    await().until(() -> server.asked().size() == 2);

    onLoop(first::cancel).get();
    onLoop(() -> {}).get();
    go.countDown();

    assertThat(second.get()).isEqualTo("{\"own\":1}");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void anAnswerThatIsNotWholeIsHungUp() throws Exception {
    server.then(
        (asked, out, in) -> {
          RawUpstream.events(out);
          return true;
        });
    UpstreamCall first = call();
    CompletableFuture<HttpClientResponse> waiting = new CompletableFuture<>();
    onLoop(() -> first.send(BODY, head -> waiting.complete(head.pause()), trouble -> {})).get();
    waiting.get();

    onLoop(first::cancel).get();

    await().until(() -> server.hungUp() == 1);
  }

  @Test
  void whoWasNotLetInGivesNoPermitBack() throws Exception {
    upstream.breaker().transitionToOpenState();
    upstream.breaker().transitionToHalfOpenState();
    List<CompletableFuture<String>> let = List.of(answer(call()), answer(call()), answer(call()));
    UpstreamCall refused = call();
    assertThat(let).hasSize(3);
    assertThat(answer(refused).get()).isEqualTo("breaker_open");

    onLoop(refused::cancel).get();

    assertThat(answer(call()).get()).isEqualTo("breaker_open");
  }
}

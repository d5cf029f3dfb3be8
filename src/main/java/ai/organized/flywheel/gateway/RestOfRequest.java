package ai.organized.flywheel.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/**
 * What still comes of a request that is refused already. Most callers read the answer only when
 * they have sent all, and on HTTP/2 each piece that comes after the answer would be a fault of its
 * own.
 */
final class RestOfRequest {
  /** Twice the largest body; whoever sends more is cut off. */
  private static final long MOST = 40L << 20;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Exchange exchange;
  private final HttpServerRequest request;
  private final Runnable answer;
  private final long began = System.nanoTime();
  private long dropped;

  private RestOfRequest(Exchange exchange, Runnable answer) {
    this.exchange = exchange;
    this.request = exchange.request;
    this.answer = answer;
  }

  /** Answers when all has come, or as much as anybody waits for. */
  static void drop(Exchange exchange, Runnable answer) {
    HttpServerRequest request = exchange.request;
    if (request.isEnded() || request.headers().contains(Names.EXPECT)) {
      answer.run();
      return;
    }
    RestOfRequest rest = new RestOfRequest(exchange, answer);
    request.handler(piece -> rest.piece(piece.length()));
    request.endHandler(end -> answer.run());
    rest.expectMore();
  }

  /** Nothing more of it is read; of HTTP/2, other requests come on the same connection. */
  static void hangUp(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      request.connection().close();
    }
  }

  private void expectMore() {
    exchange.within(LONGEST_PAUSE, this::cutOff);
  }

  private void piece(int length) {
    dropped += length;
    if (dropped > MOST || System.nanoTime() - began > LONGEST.toNanos()) {
      cutOff();
    } else {
      expectMore();
    }
  }

  private void cutOff() {
    answer.run();
    hangUp(request);
  }
}

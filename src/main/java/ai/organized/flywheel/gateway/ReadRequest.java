package ai.organized.flywheel.gateway;

import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/** Takes in a request's body, whole, as long as it is within the bounds. */
final class ReadRequest {
  /** A body and what is made of it. */
  private static final int COPIES = 2;

  /** Room for a body that says it is so large; more, as it really comes. */
  private static final int AT_FIRST = 64 << 10;

  private final Exchange exchange;
  private final Limits limits;
  private final Consumer<byte[]> next;
  private byte[] body = {};
  private int size;

  private ReadRequest(Exchange exchange, Limits limits, Consumer<byte[]> next) {
    this.exchange = exchange;
    this.limits = limits;
    this.next = next;
  }

  /**
   * Goes on with {@code next} when all of it is there.
   *
   * @throws FailureException when it says at once that it is too large
   */
  static void read(Exchange exchange, Limits limits, Consumer<byte[]> next) {
    ReadRequest reading = new ReadRequest(exchange, limits, next);
    String length = exchange.request.getHeader(Names.CONTENT_LENGTH);
    exchange.request.handler(reading::piece);
    exchange.request.endHandler(end -> exchange.step(reading::end));
    if (length != null) {
      long bytes = Long.parseLong(length);
      if (bytes > limits.body()) {
        throw tooLarge();
      }
      reading.body = new byte[(int) Math.min(bytes, AT_FIRST)];
    }
    if ("100-continue".equalsIgnoreCase(exchange.request.getHeader(Names.EXPECT))) {
      exchange.response.writeContinue();
    }
    reading.expectMore();
  }

  private void expectMore() {
    long left = limits.upload().toNanos() - (System.nanoTime() - exchange.began);
    Duration patience = left < limits.piece().toNanos() ? Duration.ofNanos(left) : limits.piece();
    exchange.within(
        patience,
        () -> {
          body = null; // on HTTP/2 the stream may stay open as long as the caller likes
          exchange.hangUp(tooSlow());
        });
  }

  private RefusedException tooSlow() {
    return new RefusedException(
        408,
        "request_timeout",
        "the request was not there whole within "
            + limits.upload().toSeconds()
            + " s, or nothing more of it came for "
            + limits.piece().toSeconds()
            + " s");
  }

  private void piece(Buffer piece) {
    exchange.step(
        () -> {
          int after = size + piece.length();
          if (after > limits.body()) {
            body = null;
            throw tooLarge();
          }
          exchange.reserve((long) piece.length() * COPIES);
          if (after > body.length) {
            body = Arrays.copyOf(body, Math.max(after, 2 * body.length));
          }
          piece.getBytes(body, size);
          size = after;
          expectMore();
        });
  }

  private void end() {
    exchange.withoutLimit();
    byte[] bytes = size == body.length ? body : Arrays.copyOf(body, size);
    body = null;
    next.accept(bytes);
  }

  private static RefusedException tooLarge() {
    return new RefusedException(413, "request_too_large", "the request is larger than 20 MB");
  }
}

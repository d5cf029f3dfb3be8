package ai.organized.flywheel.gateway;

import ai.organized.flywheel.failure.RefusedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * An upstream's 429. OpenAI says it of requests that come too fast, which the caller can mend, and
 * of an empty account, which is our business. Its text names our organisation, so ours is told.
 */
final class TooMany {
  /** More of it is not read. */
  private static final int MOST = 64 << 10;

  private static final String EMPTY_ACCOUNT = "\"insufficient_quota\"";
  private static final int LONGEST_SECONDS = 4; // digits

  private final Exchange exchange;
  private final UpstreamCall call;
  private final HttpClientResponse from;
  private final Consumer<Trouble> otherwise;
  private final Buffer said = Buffer.buffer();
  private boolean over;

  private TooMany(
      Exchange exchange, UpstreamCall call, HttpClientResponse from, Consumer<Trouble> otherwise) {
    this.exchange = exchange;
    this.call = call;
    this.from = from;
    this.otherwise = otherwise;
  }

  /** Tells the caller, or goes on {@code otherwise}, when its body is there. */
  static void read(
      Exchange exchange, UpstreamCall call, HttpClientResponse from, Consumer<Trouble> otherwise) {
    TooMany reading = new TooMany(exchange, call, from, otherwise);
    from.handler(reading::piece);
    from.endHandler(end -> reading.decide());
    from.exceptionHandler(broken -> reading.decide());
  }

  private void piece(Buffer piece) {
    said.appendBuffer(piece);
    if (said.length() > MOST) {
      decide();
    }
  }

  private void decide() {
    if (!over && !call.isOver()) {
      over = true;
      exchange.step(this::tell);
    }
  }

  private void tell() {
    if (said.toString(StandardCharsets.UTF_8).contains(EMPTY_ACCOUNT)) {
      call.failed(Trouble.UPSTREAM_STATUS);
      otherwise.accept(Trouble.UPSTREAM_STATUS);
      return;
    }
    call.succeeded();
    call.cancel();
    exchange.fail(
        new RefusedException(
            Statuses.TOO_MANY,
            "rate_limit_exceeded",
            "the model is asked more often than it answers; ask again later",
            retryAfter(from.getHeader(Names.RETRY_AFTER))));
  }

  private static Duration retryAfter(String said) {
    boolean seconds = said != null && said.matches("[0-9]{1," + LONGEST_SECONDS + "}");
    return seconds ? Duration.ofSeconds(Long.parseLong(said)) : null;
  }
}

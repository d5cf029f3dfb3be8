package ai.organized.flywheel.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Passes an answer on as it comes, no faster than the caller takes it. An answer that breaks before
 * anything was passed on is as good as none: so what is no stream is held until it is all there,
 * unless it is very long. Later, a stream ends with an error that its reader understands, and a
 * very long answer with the connection.
 */
final class PassAnswer {
  /** Bytes of an answer that are held back at most. */
  private static final int HELD = 1 << 20;

  private final Exchange exchange;
  private final HttpServerResponse to;
  private final HttpClientResponse from;
  private final UpstreamCall call;
  private final Tap tap;
  private final KeepTexts texts;
  private final Duration idle;
  private final Consumer<Trouble> nothing;
  private final boolean events;
  private final EventLines lines = new EventLines();
  private long left = -1;
  private Buffer held = Buffer.buffer();
  private boolean broken;
  private boolean endsWithConnection;

  /**
   * @param texts null: they are not kept
   * @param nothing what happens when it breaks before its first byte
   */
  PassAnswer(
      Exchange exchange,
      HttpClientResponse from,
      UpstreamCall call,
      Tap tap,
      KeepTexts texts,
      Duration idle,
      Consumer<Trouble> nothing) {
    this.exchange = exchange;
    this.to = exchange.response;
    this.from = from;
    this.call = call;
    this.tap = tap;
    this.texts = texts;
    this.idle = idle;
    this.nothing = nothing;
    String type = from.getHeader(Names.CONTENT_TYPE);
    this.events = type != null && type.startsWith("text/event-stream");
  }

  void start() {
    head();
    from.handler(piece -> exchange.step(() -> piece(piece)));
    from.endHandler(end -> exchange.step(this::end));
    from.exceptionHandler(broken -> exchange.step(() -> broke(Trouble.UPSTREAM_BROKE)));
    expectMore();
  }

  private void head() {
    to.setStatusCode(from.statusCode());
    copy(Names.CONTENT_TYPE);
    copy(Names.RETRY_AFTER);
    copy(Names.CACHE_CONTROL);
    if (events) {
      to.putHeader(Names.CACHE_CONTROL, Names.NO_CACHE).putHeader(Names.BUFFERING, Names.NO);
    }
    String length = events ? null : from.getHeader(Names.CONTENT_LENGTH);
    if (length != null) {
      left = Long.parseLong(length);
      to.putHeader(Names.CONTENT_LENGTH, length);
    } else if (exchange.request.version() == HttpVersion.HTTP_1_0) {
      to.putHeader(Names.CONNECTION, "close");
      endsWithConnection = true; // whatever the caller said of keeping it
    } else {
      to.setChunked(true);
    }
  }

  private void copy(CharSequence name) {
    String value = from.getHeader(name);
    if (value != null) {
      to.putHeader(name, value);
    }
  }

  private void piece(Buffer piece) {
    if (broken) {
      return;
    }
    if (events) {
      call.succeeded(); // a stream may last: who tries a model again need not wait for its end
    }
    tap.pass(piece);
    if (texts != null) {
      texts.pass(piece);
    }
    if (left >= 0) {
      left -= piece.length();
    }
    Buffer whole = events ? lines.whole(piece) : hold(piece);
    if (left == 0) {
      endWith(whole); // one packet instead of two
    } else if (whole.length() > 0) {
      to.write(whole);
    }
    if (left != 0 && to.writeQueueFull()) {
      from.pause();
      exchange.within(idle, to::reset);
      to.drainHandler(
          drained -> {
            from.resume();
            expectMore();
          });
    } else {
      expectMore();
    }
  }

  /** What may go on now: all that came when the answer is whole, or too long to be held. */
  private Buffer hold(Buffer piece) {
    if (to.headWritten() || (left == 0 && held.length() == 0)) {
      return piece;
    }
    held.appendBuffer(piece);
    return left == 0 || held.length() > HELD ? takeHeld() : Buffer.buffer();
  }

  private Buffer takeHeld() {
    Buffer all = held;
    held = Buffer.buffer();
    return all;
  }

  private void expectMore() {
    exchange.within(idle, () -> broke(Trouble.UPSTREAM_TIMEOUT));
  }

  private void end() {
    if (broken) {
      return;
    }
    boolean whole = events ? EventLines.endsWell(tap) : left == 0 || (left < 0 && looksWhole());
    if (!whole && from.statusCode() == 200) {
      broke(Trouble.UPSTREAM_BROKE);
      return;
    }
    call.succeeded();
    if (events) {
      endWith(lines.rest());
    } else if (!to.ended()) {
      endWith(takeHeld());
    }
    exchange.done(from.statusCode(), Optional.empty());
  }

  private void endWith(Buffer last) {
    Future<Void> ended = to.end(last);
    if (endsWithConnection) {
      ended.onComplete(written -> exchange.request.connection().close());
    }
  }

  /** Without a length the end of a connection is all that tells the end of an answer. */
  private boolean looksWhole() {
    return tap.tail().stripTrailing().endsWith("}");
  }

  private void broke(Trouble trouble) {
    if (broken) {
      return; // hanging up is heard as a break, too
    }
    broken = true;
    call.failed(trouble);
    if (!to.headWritten()) {
      clear();
      nothing.accept(trouble);
    } else if (events) {
      exchange.done(from.statusCode(), Optional.of(trouble.word()));
      endWith(lines.brokenOff("the model's answer ended early", trouble.word()));
    } else {
      exchange.breakOff(from.statusCode(), trouble.word());
    }
  }

  /** What was prepared for this answer is not the next one's. */
  private void clear() {
    to.headers().remove(Names.CONTENT_LENGTH).remove(Names.CONTENT_TYPE);
    to.headers().remove(Names.RETRY_AFTER).remove(Names.CACHE_CONTROL).remove(Names.BUFFERING);
    to.headers().remove(Names.VERSION).remove(Names.ARM).remove(Names.FALLBACK);
    to.headers().remove(Names.CONNECTION);
    to.setChunked(false);
  }
}

package ai.organized.flywheel.gateway;

import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One request to one upstream, until its answer begins. Its headers are our own: nothing that the
 * caller sent steers it, but the trace that it belongs to.
 */
final class UpstreamCall {
  /** Written at once; a larger body goes out as fast as the other side takes it. */
  private static final int AT_ONCE = 128 << 10;

  private final Upstream upstream;
  private final boolean stream;
  private final String trace;
  private final long began = System.nanoTime();
  private HttpClientRequest request;
  private HttpClientResponse answer;
  private boolean sent;
  private boolean whole;
  private boolean over;
  private boolean counted;

  /**
   * @param trace a well-formed {@code traceparent}, or null
   */
  UpstreamCall(Upstream upstream, boolean stream, String trace) {
    this.upstream = upstream;
    this.stream = stream;
    this.trace = trace;
  }

  /** Exactly one of the two is called, unless it is cancelled. */
  void send(byte[] body, Consumer<HttpClientResponse> answered, Consumer<Trouble> failed) {
    if (!upstream.breaker().tryAcquirePermission()) {
      over = true;
      counted = true; // it was not let in, so nothing has to be given back
      failed.accept(Trouble.BREAKER_OPEN);
      return;
    }
    upstream
        .http()
        .request(upstream.options())
        .onComplete(
            connected -> {
              if (over) {
                connected.map(HttpClientRequest::reset);
              } else if (connected.failed()) {
                failed(Trouble.UPSTREAM_UNREACHABLE);
                failed.accept(Trouble.UPSTREAM_UNREACHABLE);
              } else {
                write(connected.result(), body, answered, failed);
              }
            });
  }

  private void write(
      HttpClientRequest connected,
      byte[] body,
      Consumer<HttpClientResponse> answered,
      Consumer<Trouble> failed) {
    request = connected;
    request
        .putHeader(Names.CONTENT_TYPE, Names.JSON)
        .putHeader(Names.ACCEPT, stream ? Names.EVENTS : Names.JSON);
    if (!upstream.place().authorization().isEmpty()) {
      request.putHeader(upstream.place().authHeader(), upstream.place().authorization());
    }
    if (trace != null) {
      request.putHeader(Names.TRACE, trace);
    }
    request
        .response()
        .onComplete(
            head -> {
              if (over) {
                return;
              }
              if (head.succeeded()) {
                answer = head.result();
                answer.end().onSuccess(ended -> whole = true);
                answered.accept(answer);
              } else {
                failed(Trouble.UPSTREAM_BROKE);
                failed.accept(Trouble.UPSTREAM_BROKE);
              }
            });
    Buffer bytes = wrapped(body);
    if (body.length <= AT_ONCE) {
      sent = true;
      request.end(bytes);
    } else {
      request.putHeader(Names.CONTENT_LENGTH, String.valueOf(body.length));
      writeOn(bytes, 0);
    }
  }

  /** Not copied; no other way of Vert.x 4 leads there. */
  @SuppressWarnings("deprecation")
  private static Buffer wrapped(byte[] body) {
    return Buffer.buffer(Unpooled.wrappedBuffer(body));
  }

  private void writeOn(Buffer bytes, int from) {
    int at = from;
    while (!over && at < bytes.length()) {
      if (request.writeQueueFull()) {
        int next = at;
        request.drainHandler(drained -> writeOn(bytes, next));
        return;
      }
      int end = Math.min(bytes.length(), at + AT_ONCE);
      request.write(bytes.slice(at, end));
      at = end;
    }
    if (!over) {
      request.drainHandler(null);
      sent = true;
      request.end();
    }
  }

  /** Whether it was ended from here; what is still heard of it is not news. */
  boolean isOver() {
    return over;
  }

  /** Hangs up; nobody is told. */
  void cancel() {
    if (!over) {
      over = true;
      if (answer != null && sent) {
        dropAnswer();
      } else if (request != null) {
        request.reset();
      }
    }
    if (!counted) {
      counted = true;
      upstream.breaker().releasePermission();
    }
  }

  /**
   * An answer that waited here may be whole already, and its connection another request's by now:
   * so it is looked at before the connection is closed.
   */
  private void dropAnswer() {
    answer.resume();
    Vertx.currentContext()
        .runOnContext(
            looked -> {
              if (!whole) {
                request.reset();
              }
            });
  }

  /** It answers: to the end, or in a stream that may last. What breaks later counts as well. */
  void succeeded() {
    if (!counted) {
      counted = true;
      upstream.breaker().onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
  }

  /** The answer is of no use; what hanging up does to it is not news. */
  void refuse(HttpClientResponse answer, Trouble trouble) {
    answer.exceptionHandler(broken -> {});
    failed(trouble);
  }

  /** The answer is of no use, but it is no fault of the upstream. */
  void decline(HttpClientResponse answer) {
    answer.exceptionHandler(broken -> {});
    succeeded();
    cancel();
  }

  /** Hangs up, and counts it against the upstream. */
  void failed(Trouble trouble) {
    if (!over) {
      counted = true;
      upstream
          .breaker()
          .onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, new Silence(trouble));
    }
    cancel();
  }

  /** What the breaker counts; never thrown. */
  private static final class Silence extends Exception {
    private static final long serialVersionUID = 1L;

    Silence(Trouble trouble) {
      super(trouble.word(), null, false, false);
    }
  }
}

package ai.organized.flywheel.sandbox.http;

import ai.organized.flywheel.sandbox.http.Door.Line;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request in: records it, holds it or fails it as ordered, and has the rest worked. */
public final class Reception implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  /** Bytes. The real service takes 512 MB; everything here is kept in memory. */
  private static final int LARGEST_BODY = 64 << 20;

  /** How long a released request waits for news that its caller has died; see {@link Line}. */
  private static final Duration NEWS_OF_A_DEATH = Duration.ofMillis(250);

  /** The words in which the service that is stood for says why a request was not worked on. */
  @FunctionalInterface
  public interface Refusal {
    Reply of(int status, String why);
  }

  private final Door door;
  private final RequestLog log;
  private final Faults faults;
  private final Holds holds;
  private final Refusal refusal;
  private final Function<Request, Reply> work;

  public Reception(
      Door door,
      RequestLog log,
      Faults faults,
      Holds holds,
      Refusal refusal,
      Function<Request, Reply> work) {
    this.door = door;
    this.log = log;
    this.faults = faults;
    this.holds = holds;
    this.refusal = refusal;
    this.work = work;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<Line> line = door.line(exchange.getRemoteAddress().getPort());
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      boolean whole = read(exchange.getRequestBody(), body);
      RecordedRequest request =
          log.arrived(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              headers(exchange.getRequestHeaders()),
              body.toByteArray());
      if (!whole || !goesOn(request, Hold.BEFORE_WORK, line)) {
        return;
      }
      Optional<Reply> ordered = faults.take(request);
      Reply reply = ordered.orElseGet(() -> workOn(request));
      // Only an answer to work that was done can get lost: a fault is ordered to be heard.
      boolean lost = ordered.isEmpty() && faults.loses(request);
      if (!goesOn(request, Hold.AFTER_WORK, line) || lost) {
        return; // the connection ends without a word
      }
      send(reply, request, exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the sandbox is closing: nobody is answered any more
    }
  }

  /** False when the caller hung up before the end. */
  private static boolean read(InputStream from, ByteArrayOutputStream into) {
    byte[] chunk = new byte[1 << 16];
    try {
      for (int n = from.read(chunk); n >= 0 && into.size() <= LARGEST_BODY; n = from.read(chunk)) {
        into.write(chunk, 0, n);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean goesOn(RecordedRequest request, Hold here, Optional<Line> line)
      throws InterruptedException {
    if (!holds.isPlanned(request.number(), here)) {
      return true;
    }
    return holds.untilReleased(request)
        && line.isPresent()
        && !line.get().endsWithin(NEWS_OF_A_DEATH);
  }

  private Reply workOn(RecordedRequest request) {
    try {
      if (request.body().length > LARGEST_BODY) {
        return refusal.of(413, "Maximum content size limit exceeded.");
      }
      return work.apply(Request.of(request));
    } catch (RuntimeException defect) {
      // The outermost frame of this thread: without this the JDK's server hangs up in silence.
      LOG.error("The sandbox failed on {} {}", request.method(), request.path(), defect);
      return refusal.of(500, "The sandbox itself failed: " + defect);
    }
  }

  /** Recorded before it is sent, so that a caller who has the answer finds it in the record. */
  private void send(Reply reply, RecordedRequest request, HttpExchange exchange) {
    log.answered(request.number(), reply.status());
    try {
      reply.sendTo(exchange);
    } catch (IOException callerIsGone) {
      log.answered(request.number(), null);
    }
  }

  private static Map<String, String> headers(Headers sent) {
    Map<String, String> headers = new TreeMap<>();
    sent.forEach(
        (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
    return Map.copyOf(headers);
  }
}

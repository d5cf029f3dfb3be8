package ai.organized.flywheel.mcp;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.settings.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends single HTTP requests to one server on behalf of one client: guarded, with the server's own
 * headers, and each over by the deadline.
 */
final class Wire {
  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  /** A server that needs longer for one answer is stuck; the whole deadline is not spent on it. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  static final byte[] NOTHING = {};

  private final HttpClient http;
  private final EgressGuard guard;
  private final ClientId client;
  private final McpServer server;
  private final Deadline deadline;

  Wire(HttpClient http, EgressGuard guard, ClientId client, McpServer server, Deadline deadline) {
    this.http = http;
    this.guard = guard;
    this.client = client;
    this.server = server;
    this.deadline = deadline;
  }

  McpServer server() {
    return server;
  }

  /**
   * Comes back when the headers are in; the body must be closed.
   *
   * @param body JSON, or nothing
   * @throws UnavailableException when the server cannot be reached or does not answer in time
   */
  HttpResponse<ReplyStream> send(String method, Map<String, String> headers, byte[] body) {
    return send(method, headers, body, LONGEST);
  }

  /**
   * @param longest at most; less when the deadline is nearer
   */
  HttpResponse<ReplyStream> send(
      String method, Map<String, String> headers, byte[] body, Duration longest) {
    String what = "The reply of " + server;
    Deadline until = deadline.within(longest);
    HttpRequest request = request(method, headers, body, until.require(what));
    try {
      return http.send(request, reply -> new ReplyStream(what, until));
    } catch (HttpTimeoutException e) {
      throw new UnavailableException(
          what + " took longer than " + until.length().toSeconds() + " s", null, e);
    } catch (ConnectException e) {
      throw new UnavailableException(
          "Nothing answers for " + server + "; is " + server.setting() + " right?", null, e);
    } catch (IOException e) {
      throw new UnavailableException("The connection to " + server + " broke", null, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Says that nothing more comes; its answer matters to nobody, and is waited for only while there
   * is time.
   */
  void sayGoodbye(String method, Map<String, String> headers, Duration longest) {
    HttpRequest request = request(method, headers, NOTHING, longest);
    CompletableFuture<Void> answer =
        http.sendAsync(request, reply -> new ReplyStream("", Deadline.in(longest)))
            .thenAccept(reply -> reply.body().close());
    try {
      answer.get(deadline.within(longest).left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("The session with {} may be open still: {}", server, e.toString());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpRequest request(
      String method, Map<String, String> headers, byte[] body, Duration untilAnswered) {
    guard.check(client, server.address());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.address())
            .timeout(untilAnswered)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    server.headers().forEach((name, value) -> set(request, name, value));
    headers.forEach(request::setHeader);
    return request.build();
  }

  /** Waits as long as the server asked us to, unless the deadline comes first. */
  void pause(Duration length) {
    if (deadline.left().compareTo(length) <= 0) {
      throw new UnavailableException(
          server + " asks to come back in " + length.toMillis() + " ms, which is too late", length);
    }
    try {
      TimeUnit.NANOSECONDS.sleep(length.toNanos());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private UnavailableException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new UnavailableException("Interrupted while waiting for " + server, null, e);
  }

  private void set(HttpRequest.Builder request, String name, Secret value) {
    try {
      request.setHeader(name, value.value());
    } catch (IllegalArgumentException e) {
      // The JDK's own message quotes the value, so it goes no further.
      throw new RefusedException(
          "settings",
          server
              + ": the header \""
              + name
              + "\" cannot be sent, because HTTP reserves its name or forbids a character in it;"
              + " see "
              + server.keySettings());
    }
  }
}

package ai.organized.flywheel.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.failure.UnavailableException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on 127.0.0.1 with one address for each way in which a server can be of no use, whatever
 * it is asked and however often.
 */
public final class FaultyServer implements AutoCloseable {
  /** What is wrong with an address. */
  public enum Fault {
    /** Nobody listens there. */
    CLOSED,
    /** Takes the call and never says a word. */
    SILENT,
    /** Status 200 and a page for people. */
    HTML,
    /** Status 200 and a sentence that says what went wrong. */
    ERROR_TEXT,
    /** Status 200 and JSON that says what went wrong. */
    ERROR_JSON,
    INTERNAL_ERROR,
    NOT_LET_IN,
    FIFTY_MEGABYTES,
    ENDLESS_EVENTS,
    DRIPPING
  }

  /** What a page or a sentence of this server contains; none of it is fit to be kept. */
  public static final String RAW = "c0ffee-c0ffee-c0ffee";

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger callers = new AtomicInteger();
  private final ServerSocket silent;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(FaultyServer::daemon);

  private FaultyServer(ServerSocket silent, HttpServer server) {
    this.silent = silent;
    this.server = server;
    server.setExecutor(threads);
    for (Fault fault : Fault.values()) {
      server.createContext(path(fault), exchange -> answer(fault, exchange));
    }
    server.start();
  }

  public static FaultyServer start() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try {
      // The kernel takes up to 50 calls for it, and nobody ever picks one up.
      ServerSocket silent = new ServerSocket(0, 50, loopback);
      return new FaultyServer(silent, HttpServer.create(new InetSocketAddress(loopback, 0), 0));
    } catch (IOException e) {
      throw new UnavailableException("Could not open a faulty server on 127.0.0.1", null, e);
    }
  }

  /** An address that has this fault, and everything below it too. */
  public URI at(Fault fault) {
    int port =
        switch (fault) {
          case CLOSED -> 1; // a port that only root could open, and nobody does
          case SILENT -> silent.getLocalPort();
          default -> server.getAddress().getPort();
        };
    return URI.create("http://127.0.0.1:" + port + path(fault));
  }

  /** How many requests came in so far; those at silent and closed addresses nobody counts. */
  public int requests() {
    return requests.get();
  }

  /** How many are being answered now; who waits for the end of an answer without one stays. */
  public int callers() {
    return callers.get();
  }

  private static String path(Fault fault) {
    return "/" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void answer(Fault fault, HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    callers.incrementAndGet();
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      reply(fault).sendTo(exchange);
    } finally {
      callers.decrementAndGet();
    }
  }

  private static Reply reply(Fault fault) {
    return switch (fault) {
      case CLOSED, SILENT -> Reply.empty(503); // not reached: they have ports of their own
      case HTML -> html(200, "Please log in");
      case ERROR_TEXT -> Reply.text(200, "Something went wrong, try again later. Trace: " + RAW);
      case ERROR_JSON -> Reply.json(200, errorJson());
      case INTERNAL_ERROR -> html(500, "Internal Server Error");
      case NOT_LET_IN -> html(401, "Unauthorized");
      case FIFTY_MEGABYTES -> SpoiledReply.FIFTY_MEGABYTES.reply();
      case ENDLESS_EVENTS -> SpoiledReply.ENDLESS_EVENTS.reply();
      case DRIPPING -> SpoiledReply.DRIPPING.reply();
    };
  }

  /** In the shape of Meta's; with an end that does not matter to anybody, and is long. */
  private static ObjectNode errorJson() {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("code", 2)
        .put("message", "The service is overloaded" + " and busy".repeat(100) + RAW);
    return body;
  }

  private static Reply html(int status, String title) {
    String page =
        "<!doctype html><html><head><title>%s</title></head><body><h1>%s</h1><!-- %s --></body></html>"
            .formatted(title, title, RAW);
    return Reply.bytes(status, "text/html; charset=utf-8", page.getBytes(UTF_8));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "faulty-server");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    try {
      silent.close();
    } catch (IOException e) {
      // It is gone either way.
    }
    server.stop(0);
    threads.shutdownNow();
  }
}

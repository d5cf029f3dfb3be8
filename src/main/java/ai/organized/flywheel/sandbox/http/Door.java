package ai.organized.flywheel.sandbox.http;

import ai.organized.flywheel.failure.RefusedException;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The port that callers know: carries their bytes to the HTTP server inside, and back.
 *
 * <p>It is here because the JDK's server does not read a connection while it works on a request,
 * and so cannot say that the caller has died meanwhile; this side reads all the time. Two threads a
 * connection. A caller that closes its sending half counts as gone.
 */
public final class Door implements AutoCloseable {
  private final ServerSocket outside;
  private final InetSocketAddress inside;

  /** By our own port towards the server inside, which is what the server sees as the caller's. */
  private final Map<Integer, Line> lines = new ConcurrentHashMap<>();

  private Door(ServerSocket outside, InetSocketAddress inside) {
    this.outside = outside;
    this.inside = inside;
  }

  /** The way in to this server; a port that is taken is refused, and the server stopped. */
  public static Door open(int port, HttpServer server) throws IOException {
    try {
      return open(port, server.getAddress());
    } catch (BindException e) {
      server.stop(0);
      throw new RefusedException(
          "port_taken",
          "Could not open the sandbox on 127.0.0.1:"
              + port
              + ": the port is taken; name another one, or 0 for any that is free");
    }
  }

  private static Door open(int port, InetSocketAddress inside) throws IOException {
    ServerSocket outside = new ServerSocket();
    outside.setReuseAddress(true); // a port just left by another run can be taken again
    try {
      outside.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      hangUp(outside);
      throw e;
    }
    Door door = new Door(outside, inside);
    thread("admit", door::admit);
    return door;
  }

  public int port() {
    return outside.getLocalPort();
  }

  /** The line that ends in this port on the server's side; none when the caller is gone. */
  Optional<Line> line(int portSeenInside) {
    return Optional.ofNullable(lines.get(portSeenInside));
  }

  @Override
  public void close() {
    hangUp(outside);
    lines.values().forEach(Line::close);
  }

  private void admit() {
    while (!outside.isClosed()) {
      try {
        connect(outside.accept());
      } catch (IOException e) {
        // Closed, or a caller that left while it was being let in: the loop's condition knows.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket();
    try {
      server.connect(inside);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    } catch (IOException e) {
      hangUp(client);
      hangUp(server);
      throw e;
    }
    Line line = new Line(client, server);
    lines.put(server.getLocalPort(), line);
    thread("in", line::carryIn);
    thread("out", line::carryOut);
    if (outside.isClosed()) {
      line.close(); // the door was shut while this caller came in
    }
  }

  private static void thread(String name, Runnable work) {
    Thread thread = new Thread(work, "sandbox-door-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void hangUp(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  /** One caller's connection. */
  final class Line {
    private final Socket client;
    private final Socket server;
    private final int portSeenInside;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Line(Socket client, Socket server) {
      this.client = client;
      this.server = server;
      this.portSeenInside = server.getLocalPort();
    }

    /**
     * Whether the caller is gone. A caller that died a moment ago may not have been noticed yet, so
     * this waits so long before it says no.
     */
    boolean endsWithin(Duration patience) throws InterruptedException {
      return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void carryIn() {
      carry(client, server);
    }

    private void carryOut() {
      carry(server, client);
    }

    private void carry(Socket from, Socket to) {
      try {
        from.getInputStream().transferTo(to.getOutputStream());
      } catch (IOException e) {
        // Either side has broken the connection: the same as its end.
      } finally {
        close();
      }
    }

    private void close() {
      ended.countDown();
      lines.remove(portSeenInside, this);
      hangUp(client);
      hangUp(server);
    }
  }
}

package ai.organized.flywheel.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model's server on a plain socket: it reads whole requests, and answers as badly as it is told.
 */
final class RawUpstream implements AutoCloseable {
  /** What it read. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Asked(Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Answers one request; the connection goes on when it returns true. */
  @FunctionalInterface
  interface Answering {
    boolean answer(Asked asked, OutputStream out, InputStream in) throws IOException;
  }

  private final ServerSocket server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Answering> next = new ConcurrentLinkedQueue<>();
  private final AtomicInteger hungUp = new AtomicInteger();
  private final Answering usual;

  RawUpstream(Answering usual) {
    this.usual = usual;
    try {
      server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread(this::accept).start();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "raw-upstream");
    thread.setDaemon(true);
    return thread;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static boolean json(OutputStream out, String status, String body, String... headers)
      throws IOException {
    byte[] bytes = bytes(body);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n");
    out.write(bytes(head + body));
    out.flush();
    return true;
  }

  static void events(OutputStream out) throws IOException {
    out.write(
        bytes(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                .concat("Transfer-Encoding: chunked\r\n\r\n")));
    out.flush();
  }

  static void chunk(OutputStream out, String text) throws IOException {
    byte[] bytes = bytes(text);
    out.write(bytes(Integer.toHexString(bytes.length) + "\r\n"));
    out.write(bytes);
    out.write(bytes("\r\n"));
    out.flush();
  }

  static boolean end(OutputStream out) throws IOException {
    out.write(bytes("0\r\n\r\n"));
    out.flush();
    return true;
  }

  int port() {
    return server.getLocalPort();
  }

  List<Asked> asked() {
    return asked;
  }

  int connections() {
    return sockets.size();
  }

  /** Connections that the other side ended. */
  int hungUp() {
    return hungUp.get();
  }

  /** The next request is answered so. */
  RawUpstream then(Answering answering) {
    next.add(answering);
    return this;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        thread(() -> serve(socket)).start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      boolean more = true;
      while (more) {
        Asked request = read(in);
        if (request == null) {
          hungUp.incrementAndGet();
          return;
        }
        asked.add(request);
        Answering answering = next.poll();
        more =
            (answering == null ? usual : answering).answer(request, socket.getOutputStream(), in);
      }
    } catch (IOException e) {
      hungUp.incrementAndGet();
    }
  }

  private static Asked read(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String line = line(in);
    if (line == null) {
      return null;
    }
    headers.put(":request", line);
    for (line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Asked(headers, in.readNBytes(length));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read >= 0; read = in.read()) {
      if (read == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
      }
      line.write(read);
    }
    return null;
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package ai.organized.flywheel.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A caller on a plain socket. */
final class SentBytes implements AutoCloseable {
  static final String GOOD = "{\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}";
  static final String STREAMED = "{\"stream\":true," + GOOD.substring(1);

  private static final int PATIENCE_MILLIS = 20_000;

  final Socket socket;
  private final InputStream in;

  SentBytes(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = socket.getInputStream();
  }

  /** A request for the client acme. */
  static String post(String body, String... headers) {
    return post(body.getBytes(StandardCharsets.UTF_8).length, headers) + body;
  }

  static String post(int length, String... headers) {
    StringBuilder head = new StringBuilder("POST /v1/chat/completions HTTP/1.1\r\nHost: here\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("x-client-id: acme\r\nContent-Type: application/json\r\nContent-Length: ")
        .append(length)
        .append("\r\n\r\n")
        .toString();
  }

  SentBytes send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return this;
  }

  /** Up to and with these words. */
  String readUntil(String words) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(StandardCharsets.UTF_8).endsWith(words)) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the end came after: " + read.toString(StandardCharsets.UTF_8));
      }
      read.write(next);
    }
    return read.toString(StandardCharsets.UTF_8);
  }

  /** Head and body of an answer that says how long it is. */
  String readAnswer() throws IOException {
    String head = readUntil("\r\n\r\n");
    int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
    int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  /** All that comes until the other side ends the connection, in whatever way. */
  String readToEnd() {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        read.write(next);
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("no end after: " + read.toString(StandardCharsets.UTF_8), e);
    } catch (IOException reset) {
      read.writeBytes("<reset>".getBytes(StandardCharsets.UTF_8));
    }
    return read.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

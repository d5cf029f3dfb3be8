package ai.organized.flywheel.wiring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A request as bytes, which no client library would send. */
record RawRequest(String line, String headers, String body) {
  private static final int PATIENCE_MILLIS = 5_000;

  /**
   * What came back.
   *
   * @param status 0: the connection was closed without a word; -1: neither a word nor a close
   */
  record Reply(int status, String text) {}

  /** Chars are bytes (ISO 8859-1), so that any byte can be said. */
  private byte[] bytes(String common) {
    return (line + "\r\n" + common + headers + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * @param common headers before its own, each with its line end
   */
  Reply send(int port, String common) throws IOException {
    return send(port, bytes(common));
  }

  static Reply send(int port, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
      } catch (SocketException e) {
        // closed before all was sent; what was answered may still be read
      }
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      boolean silent = false;
      try {
        socket.getInputStream().transferTo(all);
      } catch (SocketTimeoutException e) {
        silent = all.size() == 0; // else it waits for the rest of a body that it has refused
      } catch (SocketException e) {
        // reset after its answer
      }
      String text = all.toString(StandardCharsets.ISO_8859_1);
      return new Reply(silent ? -1 : status(text), text);
    }
  }

  private static int status(String text) {
    return text.startsWith("HTTP/1.") && text.length() > 12
        ? Integer.parseInt(text.substring(9, 12))
        : 0;
  }
}

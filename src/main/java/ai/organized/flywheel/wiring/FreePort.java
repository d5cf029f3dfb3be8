package ai.organized.flywheel.wiring;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine; Camel itself only warns about a taken one and stays up without HTTP. */
public final class FreePort {
  private FreePort() {}

  /**
   * @throws RefusedException when something listens there already
   */
  static void require(String host, int port, String setting) {
    try {
      new ServerSocket(port, 1, InetAddress.getAllByName(host)[0]).close();
    } catch (IOException e) {
      throw new RefusedException(
          "port_taken",
          "port "
              + port
              + " is taken; stop what listens there or set "
              + setting
              + " to another port");
    }
  }

  /** A port that nobody listens on now. */
  public static int any() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}

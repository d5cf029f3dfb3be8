package ai.organized.flywheel.access;

import ai.organized.flywheel.failure.RefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/** Whether other machines can connect. */
public final class Exposure {
  private Exposure() {}

  /**
   * @param host address that the HTTP server listens on
   * @throws RefusedException when they can and there is no key
   */
  public static void require(String host, KeyFile keys) {
    if (isExposed(host) && keys.read().isEmpty()) {
      throw new RefusedException(
          "no_keys",
          "on "
              + host
              + " (flywheel.host) other machines could ask every client's model, and there is no"
              + " API key; type: flywheel keys add --name NAME --role operator, or leave"
              + " flywheel.host at 127.0.0.1");
    }
  }

  /**
   * @param host address that the HTTP server listens on
   */
  public static boolean isExposed(String host) {
    try {
      return !Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      throw new RefusedException(
          "unknown_host",
          "flywheel.host (FLYWHEEL_HOST): nothing here has the address " + host + "; correct it");
    }
  }
}

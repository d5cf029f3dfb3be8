package ai.organized.flywheel.client;

import ai.organized.flywheel.failure.RefusedException;
import java.net.URI;
import java.util.Locale;

/**
 * The one answer to whether a client's data may go to an address.
 *
 * <p>Everything that sends asks here first: routes through an interceptor on every HTTP endpoint,
 * the gateway before it opens a connection. No client named, or no address: refused.
 */
public final class EgressGuard {
  private final Clients clients;
  private final OwnNetwork own;

  public EgressGuard(Clients clients, OwnNetwork own) {
    this.clients = clients;
    this.own = own;
  }

  /**
   * @throws RefusedException when the data of {@code client} may not go to {@code destination}
   */
  public void check(ClientId client, URI destination) {
    if (client == null || destination == null || destination.getHost() == null) {
      throw new RefusedException(
          403, "egress_refused", "a call that names no client and no address is not sent");
    }
    if (!own.contains(destination) && !clients.config(client).egressAllowed()) {
      throw new RefusedException(
          403,
          "egress_refused",
          "data of client "
              + client
              + " may not leave for "
              + place(destination)
              + ": its config does not say data_egress_allowed: true and the host is not listed"
              + " under flywheel.egress.own-hosts");
    }
  }

  private static String place(URI destination) {
    String port = destination.getPort() < 0 ? "" : ":" + destination.getPort();
    return destination.getHost().toLowerCase(Locale.ROOT) + port;
  }
}

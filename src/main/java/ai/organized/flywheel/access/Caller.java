package ai.organized.flywheel.access;

import ai.organized.flywheel.client.ClientId;
import java.util.Optional;

/**
 * Who sent a request.
 *
 * @param name of the API key
 * @param client the only one that it may ask for; empty: every client
 */
public record Caller(String name, Role role, Optional<ClientId> client) {
  /** Whoever reaches loopback while there are no API keys. */
  public static final Caller LOCAL = new Caller("local", Role.ADMIN, Optional.empty());

  public boolean mayAskFor(ClientId asked) {
    return client.map(asked::equals).orElse(role != Role.CLIENT);
  }
}

package ai.organized.flywheel.client;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.redact.Redactions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Ids and aliases, in any case, to the one id of a client. */
public final class ClientNames {
  private final Map<String, ClientId> idByName = new HashMap<>();
  private final Optional<RefusedException> unreadable;

  /**
   * @param unreadable why the config of some other client could not be read
   * @throws RefusedException when two clients claim one name
   */
  ClientNames(List<ClientConfig> configs, Optional<RefusedException> unreadable) {
    this.unreadable = unreadable;
    for (ClientConfig config : configs) {
      claim(config.id().value(), config.id());
      config.aliases().forEach(alias -> claim(alias, config.id()));
    }
  }

  private void claim(String name, ClientId id) {
    ClientId other = idByName.putIfAbsent(folded(name), id);
    if (other != null && !other.equals(id)) {
      throw new RefusedException(
          "client_config",
          "clients "
              + other
              + " and "
              + id
              + " both claim the name \""
              + name
              + "\"; remove it from"
              + " one config.json");
    }
  }

  /**
   * The client that a record means by {@code name}; a valid id that nobody configured is a client
   * too.
   *
   * @throws RefusedException when the name is neither known nor a valid id; or when it may be an
   *     alias in a config that cannot be read
   */
  public ClientId resolve(String name) {
    Optional<ClientId> known = known(name);
    if (known.isPresent()) {
      return known.get();
    }
    ClientId id = new ClientId(name);
    if (unreadable.isPresent()) {
      throw unreadable.get();
    }
    requireNoSecret(name);
    return id;
  }

  /** The client that has this name; empty when no config that can be read says it. */
  public Optional<ClientId> known(String name) {
    return Optional.ofNullable(idByName.get(folded(name)));
  }

  /** A folder would be named after it. */
  private static void requireNoSecret(String name) {
    String clean = new Redactions().clean(name);
    if (!clean.equals(name)) {
      throw new RefusedException(
          400,
          "invalid_client",
          "the client's name looks like a secret (" + clean + "); correct it");
    }
  }

  /** Whether the client has a config. */
  public boolean isConfigured(ClientId client) {
    return idByName.containsValue(client);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

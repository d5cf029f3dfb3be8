package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.ClientNames;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names of all clients, so that a request need not read a file: the route {@code
 * read-client-names} reads them anew four times a second, when a config was touched.
 */
public final class NamesInMemory {
  private static final Logger LOG = LoggerFactory.getLogger(NamesInMemory.class);

  private final Clients clients;
  private final Jdbi jdbi;
  private volatile Names names;
  private Map<ClientId, ConfigStamp> read = Map.of();
  private String problem = "";

  /**
   * The names at one moment.
   *
   * @param all clients with a config, or with a model version
   */
  record Names(ClientNames names, Set<ClientId> all) {}

  public NamesInMemory(Clients clients, Jdbi jdbi) {
    this.clients = clients;
    this.jdbi = jdbi;
  }

  /**
   * @throws RefusedException when two clients claim one name, and no names were read before
   */
  Names now() {
    Names now = names;
    return now == null ? first() : now;
  }

  private synchronized Names first() {
    if (names == null) {
      read = stamps();
      names = new Names(clients.names(), all(read.keySet()));
    }
    return names;
  }

  /** What two clients claim stays as it was read last: others go on being served. */
  public synchronized void read() {
    Map<ClientId, ConfigStamp> stamps = stamps();
    ClientNames known = names == null || !stamps.equals(read) ? claimed() : names.names();
    if (known != null) {
      names = new Names(known, all(stamps.keySet()));
      read = stamps;
    }
  }

  private ClientNames claimed() {
    try {
      ClientNames known = clients.names();
      problem = "";
      return known;
    } catch (RefusedException e) {
      if (!problem.equals(e.getMessage())) {
        problem = e.getMessage();
        LOG.warn("The names of clients stay as they were read last: {}", problem);
      }
      return null;
    }
  }

  private Map<ClientId, ConfigStamp> stamps() {
    Map<ClientId, ConfigStamp> stamps = new TreeMap<>();
    for (ClientId client : clients.ids()) {
      stamps.put(client, ConfigStamp.of(clients, client));
    }
    return stamps;
  }

  private Set<ClientId> all(Set<ClientId> configured) {
    Set<ClientId> all = new HashSet<>(configured);
    List<String> trained =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select distinct client_id from model_versions")
                    .mapTo(String.class)
                    .list());
    trained.forEach(client -> all.add(new ClientId(client)));
    return Set.copyOf(all);
  }
}

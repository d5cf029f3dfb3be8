package ai.organized.flywheel.account;

import ai.organized.flywheel.account.GtmContainer.Side;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Tag Manager export dropped into a client's folder becomes its account state. The folder names
 * the client, because an export names none.
 */
public final class CollectGtmDrop {
  private static final Logger LOG = LoggerFactory.getLogger(CollectGtmDrop.class);

  private final AccountStates states;
  private final Clients clients;
  private final GtmExportReader reader = new GtmExportReader();

  public CollectGtmDrop(AccountStates states, Clients clients) {
    this.states = states;
    this.clients = clients;
  }

  /** The client whose state it is now, or none when the file was refused. */
  public List<ClientId> collect(Path file) {
    try {
      ClientId client = clients.names().resolve(file.getParent().getFileName().toString());
      GtmContainer container = read(file);
      refuseOtherSide(client, container);
      StateVersion version = states.keep(client, AccountSources.of(new Source.Known<>(container)));
      LOG.info("{} account state {}: {}", client, version.version(), version.reason());
      return List.of(client);
    } catch (RefusedException e) {
      if (e.code().equals("client_config")) {
        throw e; // not the file's fault: it waits in the inbox
      }
      Inbox.refuse(file, List.of(e.getMessage()));
      LOG.warn("refused {}: {}", file.getFileName(), e.code());
      return List.of();
    }
  }

  /** Moves a file that was used out of the inbox; a refused one is gone already. */
  public void putAway(Path file, List<ClientId> clients) {
    if (!clients.isEmpty()) {
      Inbox.done(file);
    }
  }

  private GtmContainer read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return reader.read(file.getFileName().toString(), in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * One container a client for now: the other side would look like a container that was replaced.
   */
  private void refuseOtherSide(ClientId client, GtmContainer container) {
    Optional<Side> known =
        states
            .newest(client)
            .flatMap(state -> state.sources().gtm().asOptional())
            .map(GtmContainer::side);
    if (known.isPresent() && known.get() != container.side()) {
      throw new RefusedException(
          "other_side",
          "the state of client "
              + client
              + " holds a "
              + known.get()
              + " container; a "
              + container.side()
              + " container is not kept beside it yet");
    }
  }
}

package ai.organized.flywheel.account;

import ai.organized.flywheel.account.gtm.GtmExport;
import ai.organized.flywheel.account.gtm.GtmExportReader;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.redact.Redactions;
import ai.organized.flywheel.storage.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Tag Manager export dropped into a client's folder is kept for its account state. The folder
 * names the client, because an export names none.
 */
public final class CollectGtmDrop {
  private static final Logger LOG = LoggerFactory.getLogger(CollectGtmDrop.class);

  private final GtmExports exports;
  private final Clients clients;
  private final GtmExportReader reader = new GtmExportReader();

  public CollectGtmDrop(GtmExports exports, Clients clients) {
    this.exports = exports;
    this.clients = clients;
  }

  /** The client whose container it is, or none when the file was refused. */
  public List<ClientId> collect(Path file) {
    try {
      ClientId client = clients.names().resolve(file.getParent().getFileName().toString());
      GtmExport export = read(file);
      exports.keep(client, export);
      LOG.info("{}: a container of {}, redacted {}", name(file), client, export.redacted());
      return List.of(client);
    } catch (RefusedException e) {
      if (e.code().equals("client_config")) {
        throw e; // not the file's fault: it waits in the inbox
      }
      Inbox.refuse(file, List.of(e.getMessage()));
      LOG.warn("refused {}: {}", name(file), e.code());
      return List.of();
    }
  }

  /** Moves a file that was used out of the inbox; a refused one is gone already. */
  public void putAway(Path file, List<ClientId> clients) {
    if (!clients.isEmpty()) {
      Inbox.done(file);
    }
  }

  private GtmExport read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return reader.read(name(file), in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** For messages. */
  private static String name(Path file) {
    return new Redactions().clean(file.getFileName().toString());
  }
}

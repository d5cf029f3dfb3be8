package ai.organized.flywheel.experiment;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.experiment.drop.Drop;
import ai.organized.flywheel.failure.RefusedException;
import java.io.InputStream;
import java.util.Optional;

/** Experiments in the body of a request. */
public final class ImportPosted {
  private final ImportExperiments importExperiments;
  private final Clients clients;

  public ImportPosted(ImportExperiments importExperiments, Clients clients) {
    this.importExperiments = importExperiments;
    this.clients = clients;
  }

  /**
   * @param client fills a missing client; may be null
   * @param scale {@code unit} or {@code percent}; may be null
   */
  public ImportReport read(InputStream body, String client, String scale) {
    if (body == null) {
      throw new RefusedException(400, "empty_body", "the request has no body; post experiments");
    }
    Optional<ClientId> asked = Optional.ofNullable(client).map(clients.names()::resolve);
    return importExperiments.from(Drop.posted(body), new ImportOptions(asked, scale(scale)));
  }

  private static Scale scale(String scale) {
    if (scale == null || scale.equals("unit")) {
      return Scale.UNIT;
    }
    if (scale.equals("percent")) {
      return Scale.PERCENT;
    }
    throw new RefusedException(400, "invalid_scale", "scale is neither unit nor percent");
  }
}

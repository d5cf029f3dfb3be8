package ai.organized.flywheel.experiment;

import ai.organized.flywheel.access.Caller;
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
   * @param caller of the role client: every record is of its client, or refused
   * @param scale {@code unit} or {@code percent}; may be null
   */
  public ImportReport read(InputStream body, String client, String scale, Caller caller) {
    if (body == null) {
      throw new RefusedException(400, "empty_body", "the request has no body; post experiments");
    }
    Optional<ClientId> asked =
        caller.client().isPresent()
            ? Optional.of(own(caller.client().get(), client))
            : Optional.ofNullable(client).map(clients.names()::resolve);
    return importExperiments.from(Drop.posted(body), new ImportOptions(asked, scale(scale)));
  }

  /** Whoever may not ask for a client is not told whether there is one of that name. */
  private ClientId own(ClientId own, String name) {
    if (name != null
        && !own.value().equalsIgnoreCase(name)
        && clients.config(own).aliases().stream().noneMatch(name::equalsIgnoreCase)) {
      throw new RefusedException(
          403,
          "not_your_client",
          "the API key is for client " + own + " and brings nothing for another");
    }
    return own;
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

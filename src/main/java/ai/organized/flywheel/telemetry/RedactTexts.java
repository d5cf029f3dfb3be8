package ai.organized.flywheel.telemetry;

import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.redact.personal.RedactPersonal;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.telemetry.ServedAnswer.Texts;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes secrets and personal data out of texts before they are kept: each client with its own key,
 * its own names and the ids of its own accounts, which stay, as in its datasets.
 */
public final class RedactTexts {
  private static final Logger LOG = LoggerFactory.getLogger(RedactTexts.class);

  private final Clients clients;
  private final RedactionKeys keys;
  private final Map<ClientId, Rules> known = new ConcurrentHashMap<>();

  public RedactTexts(Clients clients, RedactionKeys keys) {
    this.clients = clients;
    this.keys = keys;
  }

  private record Rules(ClientConfig config, RedactPersonal redact) {}

  /** Empty when there are no texts, or the client's config cannot tell what is personal in them. */
  Optional<Texts> clean(ServedAnswer answer) {
    return answer.texts().flatMap(texts -> clean(answer.client(), texts));
  }

  private Optional<Texts> clean(ClientId client, Texts texts) {
    try {
      return Optional.of(new Texts(clean(client, texts.prompt()), clean(client, texts.answer())));
    } catch (RefusedException e) {
      LOG.warn("texts of {} are not kept: {}", client, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * @throws RefusedException when the client's config cannot be understood
   */
  public String clean(ClientId client, String text) {
    ClientConfig config = clients.config(client);
    Rules rules =
        known.compute(
            client,
            (id, before) ->
                before != null && before.config().equals(config) ? before : rules(config));
    return rules.redact().redact(text).text();
  }

  private Rules rules(ClientConfig config) {
    return new Rules(
        config,
        new RedactPersonal(
            keys.of(config.id().value()),
            config.id().value(),
            config.privateNames(),
            config.accounts().all()));
  }
}

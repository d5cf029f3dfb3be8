package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.redact.personal.RedactPersonal;
import ai.organized.flywheel.redact.personal.Redacted;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.redact.personal.ResidualScan;
import java.util.Map;
import java.util.function.Function;

/** Each client with its own key, its own names, and the ids of its own accounts, which stay. */
public final class RedactForClient implements Function<ClientId, Redact> {
  private final Clients clients;
  private final RedactionKeys keys;

  public RedactForClient(Clients clients, RedactionKeys keys) {
    this.clients = clients;
    this.keys = keys;
  }

  @Override
  public Redact apply(ClientId client) {
    ClientConfig config = clients.config(client);
    RedactPersonal personal =
        new RedactPersonal(
            keys.of(client.value()),
            client.value(),
            config.privateNames(),
            config.accounts().all());
    ResidualScan scan = new ResidualScan(config.privateNames(), config.accounts().all());
    return new Redact() {
      @Override
      public String rules() {
        return personal.rules();
      }

      @Override
      public Clean clean(String text) {
        Redacted clean = personal.redact(text);
        return new Clean(clean.text(), clean.counts());
      }

      @Override
      public Map<String, Integer> left(String cleanText) {
        return scan.scan(cleanText);
      }
    };
  }
}

package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;

/**
 * One container as it was exported, without its secrets and with each template's code replaced by a
 * hash of it: all that is kept of an export.
 *
 * @param version the {@code containerVersion}
 * @param redacted how many secrets were taken out, by kind
 */
public record GtmExport(JsonNode version, SortedMap<String, Integer> redacted) {

  /** Takes out of a {@code containerVersion} what must not be kept. */
  static GtmExport of(ObjectNode version) {
    Redactions redactions = new Redactions();
    ObjectNode clean = (ObjectNode) redactions.clean(version);
    ObjectNode safe = ConstantSecrets.hide(clean, redactions);
    return new GtmExport(SlimTemplates.slim(safe, redactions), redactions.counts());
  }

  public GtmContainer container() {
    return new ContainerVersion(version).read();
  }

  public RawEvents rawEvents() {
    return RawEvents.of(version);
  }
}

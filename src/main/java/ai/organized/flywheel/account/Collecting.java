package ai.organized.flywheel.account;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount;
import ai.organized.flywheel.account.gtm.GtmRead;
import ai.organized.flywheel.account.memory.Memory;
import ai.organized.flywheel.account.meta.MetaReadings;
import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.account.stape.StapeContainers;
import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.redact.Redactions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One client's sources, each being read by its own route at the same time.
 *
 * @param asked false when they told a moment ago and are not asked again
 */
public record Collecting(
    ClientConfig client,
    Reading<GtmRead> tagManager,
    Reading<GoogleAdsAccount> googleAds,
    MetaReadings meta,
    Reading<StapeContainers> stape,
    Reading<Memory> memory,
    boolean asked) {

  public List<Reading<?>> readings() {
    return List.of(tagManager, googleAds, meta.tools(), meta.graph(), stape, memory);
  }

  /** {@code ; redacted 2 email, 1 jwt}; empty when nothing was. */
  String redacted() {
    Redactions all = new Redactions();
    readings().forEach(reading -> all.add(reading.redactions().counts()));
    String words =
        all.counts().entrySet().stream()
            .map(kind -> kind.getValue() + " " + kind.getKey())
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "" : "; redacted " + words;
  }
}

package ai.organized.flywheel.account;

import static java.util.Objects.requireNonNull;

/**
 * What the sources of one account told: the part of an account state that is compared.
 *
 * <p>{@code Source<Void>} can be unknown or off and never known: nothing collects it yet. Its
 * collector brings the record that takes the place of Void.
 *
 * @param memory past fixes and decisions
 */
public record AccountSources(
    Source<GtmContainer> gtm, Source<Void> googleAds, Source<Void> meta, Source<Void> memory) {

  public AccountSources {
    requireNonNull(gtm, "gtm");
    requireNonNull(googleAds, "googleAds");
    requireNonNull(meta, "meta");
    requireNonNull(memory, "memory");
  }

  /** With Tag Manager as the only source that is collected so far. */
  public static AccountSources of(Source<GtmContainer> gtm) {
    return new AccountSources(gtm, notCollected(), notCollected(), notCollected());
  }

  boolean sayTheSameAs(AccountSources other) {
    return gtm.saysTheSameAs(other.gtm)
        && googleAds.saysTheSameAs(other.googleAds)
        && meta.saysTheSameAs(other.meta)
        && memory.saysTheSameAs(other.memory);
  }

  private static <T> Source<T> notCollected() {
    return new Source.Unknown<>("not collected yet");
  }
}

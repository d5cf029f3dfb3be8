package ai.organized.flywheel.account;

import static java.util.Objects.requireNonNull;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount;
import ai.organized.flywheel.account.memory.Memory;
import ai.organized.flywheel.account.meta.MetaAccount;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.account.stape.StapeContainers;

/**
 * What the sources of one account told: the part of an account state that is compared.
 *
 * @param gtm the web container
 * @param sgtm the server container
 * @param memory past fixes and decisions
 */
public record AccountSources(
    Source<ContainerState> gtm,
    Source<ContainerState> sgtm,
    Source<GoogleAdsAccount> googleAds,
    Source<MetaAccount> meta,
    Source<StapeContainers> stape,
    Source<Memory> memory) {

  public AccountSources {
    requireNonNull(gtm, "gtm");
    requireNonNull(sgtm, "sgtm");
    requireNonNull(googleAds, "googleAds");
    requireNonNull(meta, "meta");
    requireNonNull(stape, "stape");
    requireNonNull(memory, "memory");
  }

  /** Nothing is known, for one reason. */
  public static AccountSources unknown(String reason) {
    return new AccountSources(
        new Source.Unknown<>(reason),
        new Source.Unknown<>(reason),
        new Source.Unknown<>(reason),
        new Source.Unknown<>(reason),
        new Source.Unknown<>(reason),
        new Source.Unknown<>(reason));
  }

  /** Whether nothing changed but what changes by itself, and the reasons of what is unknown. */
  boolean sayTheSameAs(AccountSources other) {
    return AccountStateJson.withoutReasons(lasting())
        .equals(AccountStateJson.withoutReasons(other.lasting()));
  }

  private AccountSources lasting() {
    return new AccountSources(
        gtm,
        sgtm,
        googleAds.map(GoogleAdsAccount::lasting),
        meta.map(MetaAccount::lasting),
        stape,
        memory);
  }

  /** With what an earlier state knew in place of what is not known here. */
  AccountSources or(AccountSources earlier) {
    return new AccountSources(
        gtm.or(earlier.gtm),
        sgtm.or(earlier.sgtm),
        googleAds.or(earlier.googleAds),
        meta.or(earlier.meta),
        stape.or(earlier.stape),
        memory.or(earlier.memory));
  }
}

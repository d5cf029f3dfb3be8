package ai.organized.flywheel.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Under which ids the sources know a client; what a client does not use is empty.
 *
 * @param gtmAccount Tag Manager's account, digits
 * @param gtmContainer {@code GTM-…} or Tag Manager's own number
 * @param gtmWorkspace Tag Manager's number of the workspace whose draft is compared
 * @param googleAdsCustomer digits, without hyphens
 * @param googleAdsLoginCustomer the manager account to ask as, digits
 * @param metaAdAccount {@code act_…}
 * @param stapeContainer Stape's identifier of the server container
 * @param memoryProject the client's project in claude-mem
 */
public record AccountIds(
    Optional<String> gtmAccount,
    Optional<String> gtmContainer,
    Optional<String> gtmWorkspace,
    Optional<String> googleAdsCustomer,
    Optional<String> googleAdsLoginCustomer,
    Optional<String> metaAdAccount,
    Optional<String> metaPixel,
    Optional<String> stapeContainer,
    Optional<String> memoryProject) {

  public static final AccountIds NONE =
      new AccountIds(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** All that name an account, as they are written; they are no secrets. */
  public List<String> all() {
    return Stream.of(
            gtmAccount,
            gtmContainer,
            gtmWorkspace,
            googleAdsCustomer,
            googleAdsLoginCustomer,
            metaAdAccount,
            metaPixel,
            stapeContainer)
        .flatMap(Optional::stream)
        .toList();
  }
}

package ai.organized.flywheel.account;

import ai.organized.flywheel.account.gtm.GtmContainer;
import ai.organized.flywheel.account.gtm.GtmContainer.MetaTag;
import ai.organized.flywheel.account.meta.MetaAccount;
import ai.organized.flywheel.account.source.Source;
import java.util.List;
import java.util.Optional;

/**
 * Meta's Conversions API of a client. Meta has no object for it: it is on when server events arrive
 * or a live tag of the server container sends them.
 *
 * @param accessTokenSet whether such a tag has a token; the token itself is never read
 * @param stapeContainerId Stape's identifier of the container that hosts it
 * @param matchRate approximate, as Meta gives it for the pixel
 */
public record ConversionsApi(
    Source<Boolean> enabled,
    Source<Boolean> accessTokenSet,
    Optional<String> stapeContainerId,
    Optional<String> matchRate) {

  static ConversionsApi of(AccountSources sources) {
    return new ConversionsApi(
        enabled(sources),
        serverTags(sources).map(tags -> tags.stream().anyMatch(MetaTag::accessTokenSet)),
        sources
            .stape()
            .asOptional()
            .flatMap(stape -> stape.containers().stream().findFirst())
            .map(container -> container.identifier()),
        matchRate(sources.meta()));
  }

  private static Source<Boolean> enabled(AccountSources sources) {
    Optional<Boolean> sends =
        serverTags(sources).asOptional().map(tags -> tags.stream().anyMatch(MetaTag::live));
    Optional<Boolean> arrives =
        sources.meta().asOptional().flatMap(meta -> meta.serverEventsSeen().asOptional());
    if (sends.orElse(false) || arrives.orElse(false)) {
      return new Source.Known<>(true);
    }
    return sends.isPresent() && arrives.isPresent()
        ? new Source.Known<>(false)
        : new Source.Unknown<>("neither the server container nor Meta's events tell");
  }

  /** Tags of the server container that send to Meta. */
  private static Source<List<MetaTag>> serverTags(AccountSources sources) {
    return sources
        .sgtm()
        .map(ContainerState::container)
        .map(GtmContainer::metaTags)
        .map(tags -> tags.stream().filter(MetaTag::server).toList());
  }

  private static Optional<String> matchRate(Source<MetaAccount> source) {
    return source
        .asOptional()
        .flatMap(
            meta ->
                meta.pixels().asOptional().stream()
                    .flatMap(List::stream)
                    .filter(pixel -> meta.pixelId().equals(Optional.of(pixel.id())))
                    .findFirst())
        .flatMap(MetaAccount.Pixel::matchRate);
  }
}

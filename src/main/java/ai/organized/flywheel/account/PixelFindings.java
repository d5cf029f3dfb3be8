package ai.organized.flywheel.account;

import ai.organized.flywheel.account.gtm.GtmContainer;
import ai.organized.flywheel.account.gtm.GtmContainer.MetaTag;
import ai.organized.flywheel.account.meta.MetaAccount.From;
import ai.organized.flywheel.account.meta.MetaAccount.PixelEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Meta's pixel beside its Conversions API: does every browser event come from the server too? */
final class PixelFindings {
  private PixelFindings() {}

  /** By what Meta received, when that is known; else by what the containers would send. */
  static List<Finding> of(AccountSources sources) {
    Optional<List<PixelEvent>> received =
        sources.meta().asOptional().flatMap(meta -> meta.events().asOptional());
    return received
        .map(PixelFindings::received)
        .orElseGet(() -> sent(sources))
        .map(List::of)
        .orElse(List.of());
  }

  private static Optional<Finding> received(List<PixelEvent> events) {
    List<String> lonely =
        events.stream().filter(e -> e.from() == From.PIXEL).map(PixelEvent::name).toList();
    return finding(lonely, "Meta got no server counterpart of the pixel's ");
  }

  private static Optional<Finding> sent(AccountSources sources) {
    Optional<GtmContainer> web = container(sources.gtm().asOptional());
    Optional<GtmContainer> server = container(sources.sgtm().asOptional());
    if (web.isEmpty() || server.isEmpty()) {
      return Optional.empty();
    }
    List<MetaTag> serverTags = server.get().metaTags().stream().filter(MetaTag::live).toList();
    if (serverTags.stream().anyMatch(tag -> tag.event().isEmpty())) {
      return Optional.empty(); // it passes on whatever comes
    }
    Set<String> covered =
        serverTags.stream().flatMap(tag -> tag.event().stream()).collect(Collectors.toSet());
    List<String> lonely =
        web.get().metaTags().stream()
            .filter(MetaTag::live)
            .flatMap(tag -> tag.event().stream())
            .filter(event -> !covered.contains(event))
            .distinct()
            .toList();
    return finding(lonely, "no tag of the server container sends the pixel's ");
  }

  private static Optional<GtmContainer> container(Optional<ContainerState> side) {
    return side.map(ContainerState::container);
  }

  private static Optional<Finding> finding(List<String> events, String words) {
    return events.isEmpty()
        ? Optional.empty()
        : Optional.of(new Finding("pixel_event_without_server", words + String.join(", ", events)));
  }
}

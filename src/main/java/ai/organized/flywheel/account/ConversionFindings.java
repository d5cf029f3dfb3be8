package ai.organized.flywheel.account;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionAction;
import ai.organized.flywheel.account.gtm.GtmContainer;
import ai.organized.flywheel.account.gtm.GtmContainer.AdsTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Google Ads beside Tag Manager: does every conversion have its tag, and every tag its conversion?
 */
final class ConversionFindings {
  /** Tags that report a conversion, and not only a visit or user data. */
  private static final Set<String> CONVERSION_TAGS = Set.of("awct", "sgtmadsct");

  private ConversionFindings() {}

  static List<Finding> of(AccountSources sources) {
    Optional<List<ConversionAction>> actions =
        sources
            .googleAds()
            .asOptional()
            .filter(ads -> !isManagedElsewhere(ads))
            .flatMap(ads -> ads.conversionActions().asOptional());
    List<GtmContainer> containers = containers(sources);
    if (actions.isEmpty() || containers.isEmpty()) {
      return List.of();
    }
    List<AdsTag> tags =
        containers.stream()
            .flatMap(container -> container.adsTags().stream())
            .filter(tag -> tag.live() && CONVERSION_TAGS.contains(tag.type()))
            .toList();
    List<Finding> findings = new ArrayList<>(withoutTag(actions.get(), tags));
    findings.addAll(toNowhere(actions.get(), tags));
    return findings;
  }

  /** Then the conversion actions that count are another account's, and were not read. */
  private static boolean isManagedElsewhere(GoogleAdsAccount ads) {
    return ads.conversionTracking().asOptional().flatMap(t -> t.managedBy()).isPresent();
  }

  private static List<GtmContainer> containers(AccountSources sources) {
    return Stream.of(sources.gtm(), sources.sgtm())
        .flatMap(source -> source.asOptional().stream())
        .map(ContainerState::container)
        .toList();
  }

  /** Nothing is said while a tag's ids are only known at run time: it could be the missing one. */
  private static List<Finding> withoutTag(List<ConversionAction> actions, List<AdsTag> tags) {
    if (tags.stream().anyMatch(tag -> sendTo(tag).isEmpty())) {
      return List.of();
    }
    Set<String> sent =
        tags.stream().flatMap(tag -> sendTo(tag).stream()).collect(Collectors.toSet());
    return actions.stream()
        .filter(action -> action.status().equals("ENABLED") && !action.sendTo().isEmpty())
        .filter(action -> action.sendTo().stream().noneMatch(sent::contains))
        .map(
            action ->
                new Finding(
                    "conversion_without_tag",
                    "no GTM tag fires the Google Ads conversion "
                        + action.name()
                        + " ("
                        + action.sendTo().get(0)
                        + ")"))
        .toList();
  }

  private static List<Finding> toNowhere(List<ConversionAction> actions, List<AdsTag> tags) {
    Set<String> known =
        actions.stream().flatMap(action -> action.sendTo().stream()).collect(Collectors.toSet());
    return tags.stream()
        .filter(tag -> sendTo(tag).isPresent() && !known.contains(sendTo(tag).get()))
        .map(
            tag ->
                new Finding(
                    "tag_without_conversion",
                    "GTM tag "
                        + tag.tag()
                        + " sends to "
                        + sendTo(tag).get()
                        + ", which is no conversion of the Google Ads account"))
        .toList();
  }

  private static Optional<String> sendTo(AdsTag tag) {
    return tag.conversionId()
        .flatMap(id -> tag.conversionLabel().map(label -> "AW-" + id + "/" + label));
  }
}

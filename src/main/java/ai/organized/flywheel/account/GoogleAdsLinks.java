package ai.organized.flywheel.account;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionTracking;
import ai.organized.flywheel.account.gtm.GtmContainer;
import ai.organized.flywheel.account.gtm.GtmContainer.AdsTag;
import ai.organized.flywheel.account.source.Source;
import java.util.List;
import java.util.stream.Stream;

/** What no query tells and only both sides together show: which containers feed the account. */
final class GoogleAdsLinks {
  private GoogleAdsLinks() {}

  /**
   * Google has no switch "enhanced conversions for web": the terms and the tags are its evidence.
   *
   * @param webEvidence names of live tags that send user-provided data
   */
  record EnhancedConversions(
      Source<Boolean> leads, Source<Boolean> customerDataTerms, List<String> webEvidence) {}

  static EnhancedConversions enhancedConversions(AccountSources sources, GoogleAdsAccount ads) {
    return new EnhancedConversions(
        ads.enhancedConversionsForLeads(),
        ads.conversionTracking().map(ConversionTracking::customerDataTerms),
        containers(sources)
            .flatMap(container -> container.adsTags().stream())
            .filter(tag -> tag.live() && tag.enhanced())
            .map(AdsTag::tag)
            .distinct()
            .toList());
  }

  /** Ids of the containers with a tag that carries the account's conversion tracking id. */
  static Source<List<String>> linkedContainers(AccountSources sources, GoogleAdsAccount ads) {
    return ads.conversionTracking()
        .map(
            tracking ->
                containers(sources)
                    .filter(container -> carries(container, tracking))
                    .flatMap(container -> container.containerId().stream())
                    .toList());
  }

  private static boolean carries(GtmContainer container, ConversionTracking tracking) {
    return container.adsTags().stream()
        .flatMap(tag -> tag.conversionId().stream())
        .anyMatch(
            id ->
                tracking.id().filter(id::equals).isPresent()
                    || tracking.crossAccountId().filter(id::equals).isPresent());
  }

  private static Stream<GtmContainer> containers(AccountSources sources) {
    return Stream.of(sources.gtm(), sources.sgtm())
        .flatMap(source -> source.asOptional().stream())
        .map(ContainerState::container);
  }
}

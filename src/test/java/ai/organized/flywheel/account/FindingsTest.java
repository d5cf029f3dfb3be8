package ai.organized.flywheel.account;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.gtm.GtmContainer.AdsTag;
import ai.organized.flywheel.account.gtm.GtmContainer.Side;
import ai.organized.flywheel.account.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static List<String> codes(AccountSources sources) {
    return Findings.of(sources).stream().map(Finding::code).toList();
  }

  private static AdsTag tag(String name, String id, String label, boolean live) {
    return new AdsTag(
        name, "awct", Optional.ofNullable(id), Optional.ofNullable(label), live, false);
  }

  private static AccountSources withTags(AdsTag... tags) {
    return Accounts.withContainers(
        Accounts.container("GTM-HRE0001", Side.WEB, List.of(tags), List.of()), Accounts.server());
  }

  @Test
  void whatGoogleAdsShowsIsAFindingOfItsOwn() {
    assertThat(Findings.of(Accounts.full()).get(0).words())
        .isEqualTo("PMAX – All: conversions with $0 value in 30 days");
  }

  @Test
  void aConversionThatNoTagFiresIsFound() {
    assertThat(Findings.of(withTags(tag("AW - Lead", "100000001", "Other", true))))
        .extracting(Finding::words)
        .contains(
            "no GTM tag fires the Google Ads conversion All Purchases (AW-100000001/AbCdEf)",
            "GTM tag AW - Lead sends to AW-100000001/Other, which is no conversion of the Google"
                + " Ads account");
  }

  @Test
  void aTagThatDoesNotFireIsNoTag() {
    assertThat(codes(withTags(tag("AW - All Purchases", "100000001", "AbCdEf", false))))
        .contains("conversion_without_tag");
  }

  @Test
  void whileATagsIdIsOnlyKnownAtRunTimeNoConversionIsSaidToHaveNone() {
    assertThat(codes(withTags(tag("AW - by country", null, null, true))))
        .doesNotContain("conversion_without_tag", "tag_without_conversion");
  }

  @Test
  void ofWhatIsUnknownNothingIsSaid() {
    assertThat(
            codes(
                Accounts.withGoogleAds(
                    Accounts.known(Accounts.googleAds(new Source.Unknown<>("status 503"))))))
        .doesNotContain("conversion_without_tag", "tag_without_conversion");
    assertThat(codes(AccountSources.unknown("timed out"))).isEmpty();
  }

  @Test
  void aPixelEventWithoutServerCounterpartIsFoundInWhatMetaReceived() {
    assertThat(Findings.of(Accounts.full()))
        .contains(
            new Finding(
                "pixel_event_without_server",
                "Meta got no server counterpart of the pixel's AddToCart"));
  }

  @Test
  void whereMetaTellsNothingTheContainersAreCompared() {
    assertThat(Findings.of(Accounts.withMeta(new Source.Unknown<>("may not leave"))))
        .contains(
            new Finding(
                "pixel_event_without_server",
                "no tag of the server container sends the pixel's Lead"));
  }

  @Test
  void aServerTagThatPassesOnWhateverComesCoversEveryEvent() {
    AccountSources containers =
        Accounts.withContainers(
            Accounts.web(),
            Accounts.container(
                "GTM-HRESRV1",
                Side.SERVER,
                List.of(),
                List.of(Accounts.metaTag("CAPI", null, true))));
    List<Finding> findings =
        new ArrayList<>(
            Findings.of(
                new AccountSources(
                    containers.gtm(),
                    containers.sgtm(),
                    containers.googleAds(),
                    new Source.Unknown<>("may not leave"),
                    containers.stape(),
                    containers.memory())));

    assertThat(findings).noneMatch(f -> f.code().equals("pixel_event_without_server"));
  }

  @Test
  void anUnpublishedWorkspaceIsFoundAndAPublishedOneIsNot() {
    assertThat(codes(Accounts.full())).contains("unpublished_changes");
    assertThat(codes(Accounts.withContainers(Accounts.web(), Accounts.server())))
        .doesNotContain("unpublished_changes");
  }
}

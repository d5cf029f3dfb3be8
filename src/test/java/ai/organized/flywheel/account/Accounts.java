package ai.organized.flywheel.account;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Campaign;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionAction;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionTracking;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Customer;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Flag;
import ai.organized.flywheel.account.gtm.DraftChanges;
import ai.organized.flywheel.account.gtm.GtmContainer;
import ai.organized.flywheel.account.gtm.GtmContainer.AdsTag;
import ai.organized.flywheel.account.gtm.GtmContainer.Counts;
import ai.organized.flywheel.account.gtm.GtmContainer.Event;
import ai.organized.flywheel.account.gtm.GtmContainer.Evidence;
import ai.organized.flywheel.account.gtm.GtmContainer.MetaTag;
import ai.organized.flywheel.account.gtm.GtmContainer.Side;
import ai.organized.flywheel.account.memory.Memory;
import ai.organized.flywheel.account.meta.MetaAccount;
import ai.organized.flywheel.account.meta.MetaAccount.From;
import ai.organized.flywheel.account.meta.MetaAccount.PixelEvent;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.account.stape.StapeContainers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A made-up client whose sources are all known, and variations of it. */
final class Accounts {
  private Accounts() {}

  static AccountSources full() {
    return new AccountSources(
        known(new ContainerState(web(), known(draft()))),
        known(
            new ContainerState(
                server(), new Source.Unknown<>("only the published version is known"))),
        known(googleAds(known(conversionActions()))),
        known(meta(known(events()))),
        known(stape()),
        known(memory()));
  }

  static <T> Source<T> known(T value) {
    return new Source.Known<>(value);
  }

  static AccountSources withGoogleAds(Source<GoogleAdsAccount> ads) {
    AccountSources full = full();
    return new AccountSources(
        full.gtm(), full.sgtm(), ads, full.meta(), full.stape(), full.memory());
  }

  static AccountSources withMeta(Source<MetaAccount> meta) {
    AccountSources full = full();
    return new AccountSources(
        full.gtm(), full.sgtm(), full.googleAds(), meta, full.stape(), full.memory());
  }

  static AccountSources withContainers(GtmContainer web, GtmContainer server) {
    AccountSources full = full();
    return new AccountSources(
        known(new ContainerState(web, known(new DraftChanges(List.of(), List.of(), List.of())))),
        known(new ContainerState(server, new Source.Unknown<>("not known"))),
        full.googleAds(),
        full.meta(),
        full.stape(),
        full.memory());
  }

  static DraftChanges draft() {
    return new DraftChanges(
        List.of(new DraftChanges.Entity("tag", "GA4 - Lead")),
        List.of(),
        List.of(
            new DraftChanges.Changed(
                "tag", "AW - All Purchases", List.of("parameter.conversionLabel"))));
  }

  static GtmContainer web() {
    return container(
        "GTM-HRE0001",
        Side.WEB,
        List.of(
            new AdsTag(
                "AW - All Purchases",
                "awct",
                Optional.of("100000001"),
                Optional.of("AbCdEf"),
                true,
                true)),
        List.of(
            metaTag("Meta - Purchase", "Purchase", false), metaTag("Meta - Lead", "Lead", false)));
  }

  static GtmContainer server() {
    return container(
        "GTM-HRESRV1",
        Side.SERVER,
        List.of(),
        List.of(metaTag("CAPI - Purchase", "Purchase", true)));
  }

  static MetaTag metaTag(String tag, String event, boolean server) {
    return new MetaTag(
        tag, Optional.of("100000000000001"), Optional.ofNullable(event), server, true, server);
  }

  static GtmContainer container(
      String id, Side side, List<AdsTag> adsTags, List<MetaTag> metaTags) {
    return new GtmContainer(
        Optional.of(id),
        Optional.empty(),
        side,
        Optional.of("12"),
        new Counts(2, 1, 1, 0, 0, 0, 0, 0, 0),
        List.of(Exports.tag("AW - All Purchases", "awct"), Exports.tag("GA4 - Purchase", "gaawe")),
        List.of(
            new GtmContainer.Trigger(
                "CE - purchase", "CUSTOM_EVENT", List.of(), Optional.of("event equals purchase"))),
        List.of(new GtmContainer.Variable("DLV - value", "v", Optional.of("ecommerce.value"))),
        side == Side.SERVER ? List.of("GA4") : List.of(),
        List.of(),
        List.of(),
        List.of(
            new Event("add_to_cart", List.of(Evidence.PUSHED)),
            new Event("purchase", List.of(Evidence.LISTENED, Evidence.SENT))),
        List.of(),
        List.of("ecommerce.items", "ecommerce.value"),
        adsTags,
        List.of("G-ABC1234567"),
        metaTags);
  }

  static List<ConversionAction> conversionActions() {
    return List.of(
        action("1", "All Purchases", "AW-100000001/AbCdEf"), action("2", "Lead Form Submit", null));
  }

  static ConversionAction action(String id, String name, String sendTo) {
    return new ConversionAction(
        id,
        name,
        "ENABLED",
        "WEBPAGE",
        "PURCHASE",
        true,
        sendTo == null ? List.of() : List.of(sendTo),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  static GoogleAdsAccount googleAds(Source<List<ConversionAction>> actions) {
    Source<List<Flag>> flags =
        known(
            List.of(
                new Flag(
                    "zero_value",
                    "PMAX – All",
                    "PMAX – All: conversions with $0 value in 30 days")));
    return new GoogleAdsAccount(
        "1234567890",
        known(new Customer("HRE", "USD", "America/New_York", true, false)),
        known(
            new ConversionTracking(
                Optional.of("100000001"),
                Optional.empty(),
                "CONVERSION_TRACKING_MANAGED_BY_SELF",
                true,
                Optional.empty())),
        known(true),
        known(
            List.of(
                new Campaign(
                    "11",
                    "PMAX – All",
                    "PERFORMANCE_MAX",
                    "ENABLED",
                    Optional.of(new BigDecimal("50")),
                    Optional.of("ELIGIBLE"),
                    List.of()))),
        actions,
        known(List.of()),
        known(List.of()),
        known(List.of()),
        new Source.Unknown<>("change events were refused"),
        flags,
        known(List.of()));
  }

  static MetaAccount meta(Source<List<PixelEvent>> events) {
    return new MetaAccount(
        Optional.of("act_100000000000001"),
        Optional.of("100000000000001"),
        known(new MetaAccount.AdAccount("HRE", "USD", "1")),
        known(List.of()),
        known(
            List.of(
                new MetaAccount.Pixel(
                    "100000000000001", "HRE", Optional.empty(), Optional.of("72")))),
        events,
        known(true),
        new Source.Unknown<>("the token may not read it"),
        known(
            List.of(
                new MetaAccount.Audience(
                    "9", "Buyers 180 d", Optional.of("1000-1200"), "WEBSITE"))));
  }

  static List<PixelEvent> events() {
    return List.of(event("Purchase", From.BOTH), event("AddToCart", From.PIXEL));
  }

  static PixelEvent event(String name, From from) {
    return event(name, from, 42);
  }

  static PixelEvent event(String name, From from, long count) {
    return new PixelEvent(name, from, Optional.of(count), Optional.of("2026-09-14T10:00:00Z"));
  }

  static StapeContainers stape() {
    return new StapeContainers(
        List.of(
            new StapeContainers.StapeContainer(
                "hrestape01",
                "HRE server",
                "running",
                Optional.of("eu"),
                Optional.of("sgtm.hre.example"),
                known(List.of()),
                Optional.of("GTM-HRESRV1"),
                List.of(),
                List.of())));
  }

  static Memory memory() {
    return new Memory(
        "hre",
        List.of(
            new Memory.Fix(
                Optional.of("2026-08-01"),
                "bugfix",
                "PMAX $0 value",
                Optional.of("sGTM cart items mapping"),
                List.of("problem-solution"))),
        known(List.of("the shop pushes purchase twice on reload")));
  }
}

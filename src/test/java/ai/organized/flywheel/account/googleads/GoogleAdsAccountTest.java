package ai.organized.flywheel.account.googleads;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.AccountSources;
import ai.organized.flywheel.account.AccountState;
import ai.organized.flywheel.account.AccountStateJson;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.AssetGroup;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Campaign;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Change;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionAction;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionTracking;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Customer;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Flag;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Goal;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Upload;
import ai.organized.flywheel.account.source.Source;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleAdsAccountTest {
  @Test
  void whatChangesByItselfIsNoDifference() {
    GoogleAdsAccount before =
        account(
            "LIMITED",
            List.of("BUDGET_CONSTRAINED"),
            List.of("conversion_upload_error: CLICK_NOT_FOUND"),
            List.of(new Change("2026-06-18", "CAMPAIGN", "UPDATE", List.of("name"))),
            List.of(new Flag(Flag.LIMITED, "Alpha", "Alpha: enabled but LIMITED")),
            "Request ID: one");
    GoogleAdsAccount now =
        account("ELIGIBLE", List.of(), List.of(), List.of(), List.of(), "Request ID: two");

    assertThat(before).isNotEqualTo(now);
    assertThat(before.lasting()).isEqualTo(now.lasting());
  }

  @Test
  void campaignThatStopsServingIsADifference() {
    GoogleAdsAccount before = account("ELIGIBLE", List.of(), List.of(), List.of(), List.of(), "no");
    GoogleAdsAccount now =
        account(
            "NOT_ELIGIBLE", List.of("HAS_ADS_DISAPPROVED"), List.of(), List.of(), List.of(), "no");

    assertThat(before.lasting()).isNotEqualTo(now.lasting());
  }

  @Test
  void whatBecomesUnknownIsADifference() {
    GoogleAdsAccount known = account("ELIGIBLE", List.of(), List.of(), List.of(), List.of(), "no");
    GoogleAdsAccount unknown =
        new GoogleAdsAccount(
            known.accountId(),
            known.customer(),
            known.conversionTracking(),
            known.enhancedConversionsForLeads(),
            new Source.Unknown<>("busy"),
            known.conversionActions(),
            known.assetGroups(),
            known.goals(),
            known.uploads(),
            known.changes(),
            known.performanceFlags(),
            known.setupFlags());

    assertThat(known.lasting()).isNotEqualTo(unknown.lasting());
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "100.00", "1E+2"})
  void amountIsOneHoweverItIsWritten(String amount) {
    assertThat(campaign(Optional.of(new BigDecimal(amount)), "ELIGIBLE", List.of()))
        .isEqualTo(campaign(Optional.of(BigDecimal.valueOf(100)), "ELIGIBLE", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "80.5", "0.1", "1234567.89", "0"})
  void accountIsTheSameAfterItWasWrittenAndRead(String amount) {
    GoogleAdsAccount account =
        new GoogleAdsAccount(
            "1234567890",
            new Source.Known<>(new Customer("HRE", "USD", "America/Los_Angeles", true, false)),
            new Source.Known<>(
                new ConversionTracking(
                    Optional.of("1"), Optional.empty(), "X", true, Optional.of("2"))),
            new Source.Known<>(true),
            new Source.Known<>(
                List.of(campaign(Optional.of(new BigDecimal(amount)), "LIMITED", List.of("A")))),
            new Source.Known<>(List.of(action(new BigDecimal(amount)))),
            new Source.Known<>(
                List.of(new AssetGroup("1", "All", "ENABLED", "Alpha", Optional.of("GOOD")))),
            new Source.Known<>(List.of(new Goal("PURCHASE", "WEBSITE", true))),
            new Source.Known<>(List.of(new Upload("CRM", "GOOD", List.of("a: B")))),
            new Source.Unknown<>("busy"),
            new Source.Known<>(List.of(new Flag("zero_value", "Alpha", "Alpha: x"))),
            new Source.Off<>());
    AccountSources none = AccountSources.unknown("not collected");
    AccountSources sources =
        new AccountSources(
            none.gtm(),
            none.sgtm(),
            new Source.Known<>(account),
            none.meta(),
            none.stape(),
            none.memory());

    byte[] written =
        AccountStateJson.write(new AccountState("hre", "1.0.0", Instant.EPOCH, sources));

    assertThat(new String(written, StandardCharsets.UTF_8)).contains("\"budget\": " + amount);
    assertThat(AccountStateJson.read(written).sources().googleAds().asOptional()).contains(account);
  }

  private static GoogleAdsAccount account(
      String primaryStatus,
      List<String> reasons,
      List<String> alerts,
      List<Change> changes,
      List<Flag> setupFlags,
      String whyGoalsAreUnknown) {
    return new GoogleAdsAccount(
        "1234567890",
        new Source.Off<>(),
        new Source.Off<>(),
        new Source.Known<>(true),
        new Source.Known<>(List.of(campaign(Optional.empty(), primaryStatus, reasons))),
        new Source.Known<>(List.of(action(BigDecimal.ONE))),
        new Source.Known<>(List.of()),
        new Source.Unknown<>(whyGoalsAreUnknown),
        new Source.Known<>(List.of(new Upload("CRM", "GOOD", alerts))),
        new Source.Known<>(changes),
        new Source.Known<>(List.of()),
        new Source.Known<>(setupFlags));
  }

  private static Campaign campaign(
      Optional<BigDecimal> budget, String primaryStatus, List<String> reasons) {
    return new Campaign(
        "1", "Alpha", "SEARCH", "ENABLED", budget, Optional.of(primaryStatus), reasons);
  }

  private static ConversionAction action(BigDecimal value) {
    return new ConversionAction(
        "1",
        "All Purchases",
        "ENABLED",
        "WEBPAGE",
        "PURCHASE",
        true,
        List.of("AW-1/a"),
        Optional.of(value),
        Optional.of("USD"),
        false);
  }
}

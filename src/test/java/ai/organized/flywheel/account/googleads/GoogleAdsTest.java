package ai.organized.flywheel.account.googleads;

import static org.assertj.core.api.Assertions.assertThat;

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
import ai.organized.flywheel.sandbox.googleads.GoogleAdsTools.Dialect;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every server must be read to, whatever it speaks. */
class GoogleAdsTest {
  private static final String WHOLE_ACCOUNT = "/customers/1234567890";

  @TempDir private Path clients;
  private AdsServer server;

  @BeforeEach
  void open() {
    server = new AdsServer(clients);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyDialectTellsTheSameAccount(Dialect dialect) {
    GoogleAdsAccount account = known(server.speaking(dialect, AdsServer.description()).read());

    assertThat(account.accountId()).isEqualTo("1234567890");
    assertThat(known(account.customer()))
        .isEqualTo(new Customer("HRE Beauty", "USD", "America/Los_Angeles", true, false));
    assertThat(known(account.conversionTracking()))
        .isEqualTo(
            new ConversionTracking(
                Optional.of("100000001"),
                Optional.empty(),
                "CONVERSION_TRACKING_MANAGED_BY_SELF",
                true,
                Optional.empty()));
    assertThat(known(account.enhancedConversionsForLeads())).isTrue();
    assertThat(known(account.campaigns()))
        .extracting(Campaign::name)
        .containsExactly(
            "Demand Gen - Skincare", "PMAX – All", "Search - Brand", "Shopping - Skincare");
    assertThat(known(account.campaigns()))
        .contains(
            new Campaign(
                "200000002",
                "Search - Brand",
                "SEARCH",
                "ENABLED",
                Optional.of(BigDecimal.valueOf(40)),
                Optional.of("LIMITED"),
                List.of("BUDGET_CONSTRAINED")));
    assertThat(known(account.conversionActions()))
        .hasSize(5)
        .contains(
            new ConversionAction(
                "300000001",
                "All Purchases",
                "ENABLED",
                "WEBPAGE",
                "PURCHASE",
                true,
                List.of("AW-100000001/AbCdEfGhIjK1"),
                Optional.of(BigDecimal.ZERO),
                Optional.of("USD"),
                false));
    assertThat(known(account.assetGroups()))
        .containsExactly(
            new AssetGroup(
                "400000001", "Bestsellers", "ENABLED", "PMAX – All", Optional.of("GOOD")),
            new AssetGroup("400000002", "Gift Sets", "PAUSED", "PMAX – All", Optional.of("POOR")));
    assertThat(known(account.goals())).hasSize(4).contains(new Goal("SIGNUP", "WEBSITE", false));
    assertThat(known(account.uploads()))
        .containsExactly(
            new Upload(
                "Lead - Qualified (CRM)",
                "NEEDS_ATTENTION",
                List.of("conversion_upload_error: CLICK_NOT_FOUND")));
    assertThat(known(account.changes()))
        .contains(
            new Change("2026-06-18", "CAMPAIGN_BUDGET", "UPDATE", List.of("amount_micros")),
            new Change("2026-06-11", "CAMPAIGN", "UPDATE", List.of("name", "status")));
    assertThat(account.flags())
        .extracting(Flag::words)
        .containsExactly(
            "Newsletter Signup: no conversion in 30 days",
            "Demand Gen - Skincare: spend without conversions in 30 days",
            "PMAX – All: conversions with $0 value in 30 days",
            "Search - Brand: enabled but LIMITED (BUDGET_CONSTRAINED)",
            "Demand Gen - Skincare: enabled but NOT_ELIGIBLE (HAS_ADS_DISAPPROVED)");
  }

  @ParameterizedTest
  @EnumSource
  void whoChangedSomethingIsNeverAsked(Dialect dialect) {
    server.speaking(dialect, AdsServer.description()).read();

    assertThat(server.sent()).noneMatch(body -> body.contains("user_email"));
  }

  @ParameterizedTest
  @EnumSource
  void secretsInNamesAreTakenOut(Dialect dialect) {
    String key = "AIza" + "Sy0123456789abcdefghijklmnopqrstuvw";
    ObjectNode description = AdsServer.description();
    ((ObjectNode) description.at(WHOLE_ACCOUNT + "/campaign/0"))
        .put("campaign.name", "PMAX " + key);

    GoogleAdsAccount account = known(server.speaking(dialect, description).read());

    assertThat(account.toString()).doesNotContain(key).contains("PMAX [redacted:google-api-key]");
  }

  @ParameterizedTest
  @EnumSource
  void aChangedFieldThatIsNoneIsTakenOut(Dialect dialect) {
    String key = "q8Zr2LmX9".repeat(4);
    ObjectNode description = AdsServer.description();
    ((ObjectNode) description.at(WHOLE_ACCOUNT + "/change_event/0"))
        .put("change_event.changed_fields", "status," + key);

    List<Change> changes = known(known(server.speaking(dialect, description).read()).changes());

    assertThat(changes.get(0).fields()).containsExactly("[redacted:high-entropy]", "status");
  }

  private static <T> T known(Source<T> source) {
    return source.fold(
        value -> value,
        reason -> {
          throw new AssertionError("unknown: " + reason);
        },
        () -> {
          throw new AssertionError("off");
        });
  }
}

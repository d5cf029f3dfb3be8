package ai.organized.flywheel.account.googleads;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Flag;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.sandbox.googleads.GoogleAdsTools.Dialect;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a part of the account cannot be told, or there is nothing to tell, in every dialect. */
class GoogleAdsGapsTest {
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
  void oneRefusedQuestionLeavesTheOthersKnown(Dialect dialect) {
    ObjectNode description = AdsServer.description();
    description.putObject("selectable").putArray("asset_group").add("asset_group.id");

    GoogleAdsAccount account = known(server.speaking(dialect, description).read());

    assertThat(reason(account.assetGroups())).contains("Unrecognized fields in the query");
    assertThat(account.campaigns()).isInstanceOf(Source.Known.class);
    assertThat(account.changes()).isInstanceOf(Source.Known.class);
    assertThat(account.performanceFlags()).isInstanceOf(Source.Known.class);
  }

  @ParameterizedTest
  @EnumSource
  void refusedNumbersLeaveTheFlagsOfTheSetup(Dialect dialect) {
    ObjectNode description = AdsServer.description();
    selectable(
        description,
        "campaign.id",
        "campaign.name",
        "campaign.status",
        "campaign.advertising_channel_type",
        "campaign.primary_status",
        "campaign.primary_status_reasons",
        "campaign_budget.amount_micros");

    GoogleAdsAccount account = known(server.speaking(dialect, description).read());

    assertThat(reason(account.performanceFlags())).contains("metrics");
    assertThat(account.flags())
        .extracting(Flag::code)
        .containsExactly(Flag.LIMITED, "not_eligible");
  }

  @ParameterizedTest
  @EnumSource
  void olderVersionTellsWhatItKnowsOfCampaigns(Dialect dialect) {
    ObjectNode description = AdsServer.description();
    selectable(
        description,
        "campaign.id",
        "campaign.name",
        "campaign.status",
        "campaign.advertising_channel_type",
        "campaign_budget.amount_micros");

    GoogleAdsAccount account = known(server.speaking(dialect, description).read());

    assertThat(known(account.campaigns()))
        .hasSize(4)
        .allMatch(campaign -> campaign.primaryStatus().isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void versionBefore26TellsOfEnhancedConversionsByAnotherField(Dialect dialect) {
    String field = "customer.conversion_tracking_setting.enhanced_conversions_for_leads_enabled";
    ObjectNode description = AdsServer.description();
    description.putObject("selectable").putArray("customer").add(field);
    ((ObjectNode) description.at(WHOLE_ACCOUNT + "/customer/0")).put(field, false);

    GoogleAdsAccount account = known(server.speaking(dialect, description).read());

    assertThat(known(account.enhancedConversionsForLeads())).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void unknownCustomerIsUnknownWithGooglesReason(Dialect dialect) {
    GoogleAdsAccount account =
        known(
            server
                .speaking(dialect, AdsServer.description())
                .read("{\"google_ads\": {\"customer_id\": \"999-999-9999\"}}"));

    assertThat(reason(account.customer())).contains("User doesn't have permission");
    assertThat(reason(account.campaigns())).contains("User doesn't have permission");
    assertThat(account.performanceFlags()).isInstanceOf(Source.Unknown.class);
    assertThat(account.setupFlags()).isInstanceOf(Source.Unknown.class);
  }

  @ParameterizedTest
  @EnumSource
  void nothingDeliveredIsAnEmptyListAndNoFlag(Dialect dialect) {
    ObjectNode description = AdsServer.description();
    ObjectNode account = (ObjectNode) description.at(WHOLE_ACCOUNT);
    account.remove(List.of("campaign", "conversion_action", "asset_group"));

    GoogleAdsAccount read = known(server.speaking(dialect, description).read());

    assertThat(known(read.campaigns())).isEmpty();
    assertThat(known(read.conversionActions())).isEmpty();
    assertThat(known(read.performanceFlags())).isEmpty();
    assertThat(known(read.setupFlags())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void actionsOfAnotherManagerAreNotTakenForNone(Dialect dialect) {
    ObjectNode description = AdsServer.description();
    ((ObjectNode) description.at(WHOLE_ACCOUNT)).remove("conversion_action");
    ((ObjectNode) description.at(WHOLE_ACCOUNT + "/customer/0"))
        .put(
            "customer.conversion_tracking_setting.conversion_tracking_status",
            "CONVERSION_TRACKING_MANAGED_BY_ANOTHER_MANAGER")
        .put(
            "customer.conversion_tracking_setting.google_ads_conversion_customer",
            "customers/5550001111")
        .put(
            "customer.conversion_tracking_setting.cross_account_conversion_tracking_id", 100000009);

    GoogleAdsAccount account = known(server.speaking(dialect, description).read());

    assertThat(known(account.conversionTracking()).managedBy()).contains("5550001111");
    assertThat(known(account.conversionTracking()).crossAccountId()).contains("100000009");
    assertThat(reason(account.conversionActions())).contains("manager account 5550001111");
  }

  private static void selectable(ObjectNode description, String... campaignFields) {
    ArrayNode fields = description.putObject("selectable").putArray("campaign");
    List.of(campaignFields).forEach(fields::add);
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

  private static <T> String reason(Source<T> source) {
    assertThat(source).isInstanceOf(Source.Unknown.class);
    return source.fold(value -> "", reason -> reason, () -> "");
  }
}

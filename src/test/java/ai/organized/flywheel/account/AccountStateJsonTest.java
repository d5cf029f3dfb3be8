package ai.organized.flywheel.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountStateJsonTest {
  private static final Instant NOON = Instant.parse("2026-09-14T12:00:00Z");

  @ParameterizedTest
  @MethodSource("sources")
  void whatIsWrittenIsReadBackAndTheSameStateIsTheSameBytes(AccountSources sources) {
    AccountState state = new AccountState("hre", "1.2.0", NOON, sources);
    byte[] written = AccountStateJson.write(state);

    assertThat(AccountStateJson.read(written)).isEqualTo(state);
    assertThat(AccountStateJson.write(AccountStateJson.read(written))).isEqualTo(written);
  }

  static List<AccountSources> sources() {
    return List.of(
        Accounts.full(),
        Accounts.withGoogleAds(new Source.Off<>()),
        Accounts.withGoogleAds(
            Accounts.known(Accounts.googleAds(new Source.Unknown<>("status 503")))),
        Accounts.withMeta(Accounts.known(Accounts.meta(new Source.Off<>()))),
        Exports.known(Exports.web()),
        Exports.known(Exports.read("server-container.json")),
        Exports.known(Exports.read("bare.json", "{\"containerVersion\": {}}")),
        AccountSources.unknown("no export was dropped"));
  }

  @Test
  void theFileHasTheKeysOfTheAccountStatePage() {
    JsonNode file = file(Accounts.full());

    assertThat(file.path("client_id").asText()).isEqualTo("hre");
    assertThat(file.path("version_reason").asText()).isEqualTo("first account state");
    assertThat(file.path("snapshot_at").asText()).isEqualTo("2026-09-14T12:00:00Z");
    assertThat(file.at("/gtm/status").asText()).isEqualTo("ok");
    assertThat(file.at("/gtm/container_id").asText()).isEqualTo("GTM-HRE0001");
    assertThat(file.at("/gtm/tags/0/firing_triggers/0").asText()).isEqualTo("All Pages");
    assertThat(file.at("/gtm/triggers/0/custom_event_filter").asText())
        .isEqualTo("event equals purchase");
    assertThat(file.at("/gtm/variables/0/parameter").asText()).isEqualTo("ecommerce.value");
    assertThat(file.at("/gtm/datalayer_schema/1/evidence")).hasSize(2);
    assertThat(file.at("/gtm/published_vs_draft_diff/changed/0/fields/0").asText())
        .isEqualTo("parameter.conversionLabel");
    assertThat(file.at("/sgtm/published_vs_draft_diff/status").asText()).isEqualTo("unknown");
    assertThat(file.at("/google_ads/campaigns/0/type").asText()).isEqualTo("PERFORMANCE_MAX");
    assertThat(file.at("/google_ads/conversion_actions/0/send_to/0").asText())
        .isEqualTo("AW-100000001/AbCdEf");
    assertThat(file.at("/google_ads/linked_gtm_containers/0").asText()).isEqualTo("GTM-HRE0001");
    assertThat(file.at("/google_ads/enhanced_conversions/web_evidence/0").asText())
        .isEqualTo("AW - All Purchases");
    assertThat(file.at("/meta/events/0/from").asText()).isEqualTo("both");
    assertThat(file.at("/meta/capi_config/enabled").asBoolean()).isTrue();
    assertThat(file.at("/meta/capi_config/access_token_set").asBoolean()).isTrue();
    assertThat(file.at("/meta/capi_config/stape_container_id").asText()).isEqualTo("hrestape01");
    assertThat(file.path("memory_summary").asText()).isEqualTo("PMAX $0 value");
    assertThat(file.path("known_issues").get(0).asText())
        .isEqualTo("PMAX – All: conversions with $0 value in 30 days");
    assertThat(file.path("system_prompt").asText()).startsWith("You are a conversion tracking");
  }

  @Test
  void whatIsUnknownIsNeverAnEmptyList() {
    JsonNode file =
        file(
            Accounts.withGoogleAds(
                Accounts.known(Accounts.googleAds(new Source.Unknown<>("status 503")))));

    assertThat(file.at("/google_ads/status").asText()).isEqualTo("ok");
    assertThat(file.at("/google_ads/conversion_actions/status").asText()).isEqualTo("unknown");
    assertThat(file.at("/google_ads/conversion_actions/reason").asText()).isEqualTo("status 503");
  }

  private static JsonNode file(AccountSources sources) {
    byte[] json =
        AccountStateFile.write(
            "HRE",
            new AccountStates.Kept(
                1, "first account state", new AccountState("hre", "1.0.0", NOON, sources)));
    return Json.parse(new String(json, StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(strings = {"", "nonsense", "{}", "[]", "{\"gtm\": {\"status\": \"maybe\"}}"})
  void whatIsNoAccountStateIsRefused(String json) {
    assertThatThrownBy(() -> AccountStateJson.read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("flywheel account collect");
  }

  @Test
  void aVersionThatIsNotSemanticIsRefused() {
    assertThatThrownBy(() -> new AccountState("hre", "v3", NOON, sources().get(0)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("version v3");
  }
}

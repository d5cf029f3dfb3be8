package ai.organized.flywheel.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
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
        Exports.known(Exports.web()),
        Exports.known(Exports.read("server-container.json")),
        Exports.known(Exports.read("bare.json", "{\"containerVersion\": {}}")),
        AccountSources.of(new Source.Unknown<>("no export was dropped")),
        AccountSources.of(new Source.Off<>()));
  }

  @Test
  void theFileHasTheKeysOfTheAccountStatePageSorted() {
    GtmContainer small =
        Exports.read(
            "small.json",
            """
            {"containerVersion": {"containerVersionId": "7",
              "container": {"publicId": "GTM-ABC1234", "usageContext": ["WEB"]},
              "tag": [{"name": "GA4", "type": "googtag"}]}}
            """);

    byte[] json =
        AccountStateJson.write(new AccountState("hre", "1.0.0", NOON, Exports.known(small)));

    assertThat(new String(json, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {
              "client_id": "hre",
              "google_ads": {
                "reason": "not collected yet",
                "status": "unknown"
              },
              "gtm": {
                "clients": [],
                "container_id": "GTM-ABC1234",
                "container_version_id": "7",
                "custom_templates": [],
                "datalayer_event_patterns": [],
                "datalayer_keys": [],
                "datalayer_schema": [],
                "side": "web",
                "status": "known",
                "tags": [
                  {
                    "name": "GA4",
                    "paused": false,
                    "type": "googtag"
                  }
                ],
                "transformations": [],
                "triggers": [],
                "variables": []
              },
              "memory": {
                "reason": "not collected yet",
                "status": "unknown"
              },
              "meta": {
                "reason": "not collected yet",
                "status": "unknown"
              },
              "snapshot_at": "2026-09-14T12:00:00Z",
              "version": "1.0.0"
            }
            """);
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

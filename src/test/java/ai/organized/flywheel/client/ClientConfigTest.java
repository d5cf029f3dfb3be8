package ai.organized.flywheel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.failure.RefusedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientConfigTest {
  @TempDir Path folder;

  @Test
  void shapeWithOneObjectAPlatformIsRead() {
    ClientConfig config =
        config(
            """
            {"client_id": "hre", "client_name": "HRE Beauty",
             "meta": {"ad_account_id": "act_1", "pixel_id": "2"},
             "google_ads": {"customer_id": "", "login_customer_id": ""},
             "gtm": {"account_id": "", "container_id": "", "workspace_id": ""},
             "snapshot_path": "s", "template_path": "t", "program_path": "p"}
            """);

    assertThat(config.displayName()).isEqualTo("HRE Beauty");
    assertThat(config.track()).isEqualTo(Track.AUTO);
    assertThat(config.egressAllowed()).isFalse();
    assertThat(config.scoreThreshold()).isEmpty();
  }

  @Test
  void shapeWithIntegrationsIsRead() {
    ClientConfig config =
        config(
            """
            {"client_id": "hre", "display_name": "HRE", "aliases": ["HRE", "hre-beauty"],
             "track_preference": "b", "data_egress_allowed": true,
             "min_examples_to_activate": 50, "score_threshold": 0.8,
             "openclaw_routing": {"header": "x-client-id"},
             "integrations": {"gtm_container_id": "GTM-HRE0001", "google_ads_account_id": ""}}
            """);

    assertThat(config.displayName()).isEqualTo("HRE");
    assertThat(config.aliases()).containsExactly("HRE", "hre-beauty");
    assertThat(config.track()).isEqualTo(Track.B);
    assertThat(config.egressAllowed()).isTrue();
    assertThat(config.scoreThreshold()).hasValue(0.8);
  }

  @Test
  void privateNamesAreReadInBothShapesAndNoMessageTellsThem() {
    assertThat(config("{\"client_name\":\"HRE\",\"private_names\":[\"Jane Doe\",\"田中\"]}"))
        .extracting(ClientConfig::privateNames)
        .isEqualTo(List.of("Jane Doe", "田中"));
    assertThat(config("{\"display_name\":\"HRE\",\"private_names\":[\"Jane\",\"Jane\"]}"))
        .extracting(ClientConfig::privateNames)
        .isEqualTo(List.of("Jane"));
    assertThat(config("{\"private_names\":null}").privateNames()).isEmpty();
    assertThatThrownBy(() -> config("{\"private_names\":[\"" + "Jane".repeat(51) + "\"]}"))
        .hasMessageContaining("private_names entry 1 is longer than 200 characters")
        .hasMessageNotContaining("Jane");
  }

  @Test
  void accountIdsAreListedAsTheyAreWritten() {
    ClientConfig config =
        config(
            """
            {"meta": {"ad_account_id": "act_64", "pixel_id": "10"},
             "integrations": {"google_ads_account_id": "123-456-7890", "memory_project": "p"}}
            """);

    assertThat(config.accounts().all()).containsExactly("1234567890", "act_64", "10");
  }

  @Test
  void emptyTextAndNullMeanNotConfigured() {
    ClientConfig config =
        config("{\"display_name\":\"\",\"track_preference\":null,\"score_threshold\":null}");

    assertThat(config.displayName()).isEqualTo("hre");
    assertThat(config.track()).isEqualTo(Track.AUTO);
    assertThat(config.scoreThreshold()).isEmpty();
  }

  @Test
  void clientWithoutAConfigMayLetNothingLeave() {
    ClientConfig config = new ConfiguredClients(folder).config("hre");

    assertThat(config).isEqualTo(ClientConfig.unknown(new ClientId("hre")));
    assertThat(config.egressAllowed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "true,  a,    true", "true,  b,    true", "true,  auto, true", "true,  ,     true",
    "false, a,    false", "false, b,    false", "false, auto, false", "false, ,     false",
    ",      a,    true", ",      b,    false", ",      auto, false", ",      ,     false"
  })
  void egressIsSaidOrFollowsFromTheTrack(Boolean said, String track, boolean allowed) {
    String json =
        "{\"client_id\":\"hre\""
            + (said == null ? "" : ",\"data_egress_allowed\":" + said)
            + (track == null ? "" : ",\"track_preference\":\"" + track + "\"")
            + "}";

    assertThat(config(json).egressAllowed()).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `` | is not a JSON object
          [] | is not a JSON object
          {"client_id" | is not JSON
          {} {} | is not JSON
          {"data_egress_allowed":false,"data_egress_allowed":true} | is not JSON
          {"data_egress_allowed":"true"} | data_egress_allowed is not true or false
          {"data_egress_allowed":1} | data_egress_allowed is not true or false
          {"track_preference":"c"} | track_preference is "c", not a, b or auto
          {"track_preference":1} | track_preference is not a text
          {"score_threshold":"0.75"} | score_threshold is not a number from 0 to 1
          {"score_threshold":75} | score_threshold is not a number from 0 to 1
          {"score_threshold":-0.1} | score_threshold is not a number from 0 to 1
          {"score_threshold":NaN} | score_threshold is not a number from 0 to 1
          {"display_name":["HRE"]} | display_name is not a text
          {"aliases":"HRE"} | aliases is not a list of texts
          {"aliases":{"a":"HRE"}} | aliases is not a list of texts
          {"aliases":[7]} | aliases is not a list of texts
          {"private_names":"Jane"} | private_names is not a list of texts
          {"private_names":["Jane",7]} | private_names is not a list of texts
          {"private_names":["Jane Doe","J."]} | private_names entry 2 has fewer than two letters
          {"private_names":["  "]} | private_names entry 1 has fewer than two letters
          {"private_names":["HRE"]} | private_names entry 1 is the client's own id
          {"client_id":"teleios"} | client_id is "teleios", but the folder is of client hre
          """)
  void configThatCannotBeUnderstoodIsRefusedWithItsPath(String json, String problem) {
    assertThatThrownBy(() -> config(json))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith(folder.resolve("hre/config.json").toString() + " " + problem)
        .hasMessageEndingWith("; correct it and try again");
  }

  @ParameterizedTest
  @CsvSource({"hre", "HRE", "hre-beauty", "''"})
  void configMayNameItsClientByAnAliasOrNotAtAll(String name) {
    String json = "{\"client_id\":\"" + name + "\",\"aliases\":[\"HRE-Beauty\"]}";

    assertThat(config(json).id()).isEqualTo(new ClientId("hre"));
  }

  private ClientConfig config(String json) {
    return new ConfiguredClients(folder).with("hre", json).config("hre");
  }
}

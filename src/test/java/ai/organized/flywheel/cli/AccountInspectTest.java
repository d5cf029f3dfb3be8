package ai.organized.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.cli.FlywheelProcess.Outcome;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountInspectTest {
  @TempDir Path folder;
  private FlywheelProcess flywheel;

  @BeforeEach
  void prepare() throws IOException {
    flywheel = FlywheelProcess.in(folder);
    for (String name : new String[] {"web-container.json", "server-container.json"}) {
      try (InputStream in = getClass().getResourceAsStream("../account/" + name)) {
        Files.copy(in, folder.resolve(name));
      }
    }
  }

  @Test
  void aPersonSeesWhatWasRead() {
    Outcome outcome = flywheel.run("account", "inspect", "web-container.json");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith("GTM-WEB1234 shop.example, version 12, web\n  tag                      4\n")
        .contains(
            """
            paused tags
              Chat widget
            consent needed by: none
            events
              add_to_cart: listened
              chat_open: pushed
              purchase: listened, sent
              view_item: listened
            event patterns
              form_.*
            keys
              ecommerce.items
              ecommerce.value
            ids
              AW-1234567890/AbC-D_efG-h12_34-567
              G-ABCDEF1234
            redacted""");
    assertThat(flywheel.data()).doesNotExist();
  }

  @Test
  void aScriptGetsTheSameAsJson() throws IOException {
    Outcome outcome = flywheel.run("account", "inspect", "web-container.json", "--json");

    JsonNode json = new ObjectMapper().readTree(outcome.out());
    assertThat(json.path("side").asText()).isEqualTo("web");
    assertThat(json.path("container_id").asText()).isEqualTo("GTM-WEB1234");
    assertThat(json.path("version_id").asText()).isEqualTo("12");
    assertThat(json.path("counts").toString())
        .isEqualTo(
            "{\"built_in_variable\":1,\"client\":0,\"custom_template\":1,\"folder\":0,\"tag\":4,"
                + "\"transformation\":0,\"trigger\":6,\"variable\":5,\"zone\":0}");
    assertThat(json.path("paused_tags").toString()).isEqualTo("[\"Chat widget\"]");
    assertThat(json.path("consent_needed").toString()).isEqualTo("[]");
    assertThat(json.path("custom_events_equals").toString())
        .isEqualTo("[\"gtm.historyChange\",\"purchase\"]");
    assertThat(json.path("custom_events_regex").toString())
        .isEqualTo("[\"^(view_item|add_to_cart|gtm.dom)$\",\"form_.*\"]");
    assertThat(json.path("ga4_event_names").toString()).isEqualTo("[\"purchase\"]");
    assertThat(json.path("data_layer_keys").path("DLV - Items").asText())
        .isEqualTo("ecommerce.items");
    assertThat(json.path("events").path(2).toString())
        .isEqualTo("{\"evidence\":[\"listened\",\"sent\"],\"name\":\"purchase\"}");
  }

  @Test
  void pathsOfEventDataSayThatTheyAreOfAServer() {
    Outcome outcome = flywheel.run("account", "inspect", "server-container.json", "--json");

    assertThat(outcome.out()).contains("\"ED - value\":\"ed:value\"", "\"side\":\"server\"");
  }

  @Test
  void whatCannotBeReadIsExplained() throws IOException {
    Files.writeString(folder.resolve("page.json"), "<html>Sign in</html>");

    assertThat(flywheel.run("account", "inspect", "nowhere.json"))
        .isEqualTo(new Outcome(1, "", "there is no file nowhere.json; name an export\n"));
    assertThat(flywheel.run("account", "inspect", "page.json").err())
        .startsWith("GTM export page.json is not JSON; it begins with: <html>Sign in</html>");
  }
}

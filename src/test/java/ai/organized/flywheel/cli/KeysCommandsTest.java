package ai.organized.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.cli.FlywheelProcess.Outcome;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.WholeFile;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandsTest {
  @TempDir Path folder;

  private FlywheelProcess flywheel;

  @BeforeEach
  void setUp() {
    flywheel = FlywheelProcess.in(folder);
    WholeFile.write(
        flywheel.data().resolve("clients/hre/config.json"),
        "{\"client_id\":\"hre\",\"aliases\":[\"HRE\"],\"track_preference\":\"b\"}");
  }

  @Test
  void aKeyIsShownOnceListedByNameAndRemoved() throws IOException {
    Outcome added =
        flywheel.run("keys", "add", "--name", "hre-bot", "--role", "client", "--client", "HRE");
    String key = added.out().trim();
    assertThat(added.exitCode()).as(added.err()).isZero();
    assertThat(key).matches("fw_[A-Za-z0-9_-]{43}");
    assertThat(added.err()).contains("Authorization: Bearer").doesNotContain(key);

    Outcome listed = flywheel.run("keys", "list");
    assertThat(listed.out()).contains("hre-bot", "client", "hre").doesNotContain("sha256", key);
    JsonNode row = Json.parse(flywheel.run("keys", "list", "--json").out()).get(0);
    assertThat(row.path("client").asText()).isEqualTo("hre");
    assertThat(row.path("requests_per_minute").isNull()).isTrue();
    assertThat(row.has("hash")).isFalse();

    assertThat(flywheel.run("keys", "remove", "--name", "hre-bot").out()).contains("0 are left");
    assertThat(flywheel.run("keys", "list").err()).contains("There are no keys");

    String story = flywheel.run("log").out();
    assertThat(story.lines())
        .hasSize(2)
        .first()
        .asString()
        .matches(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  hre +key added +key hre-bot added, role"
                + " client \\(local:.+\\)");
    assertThat(story).doesNotContain(key);
    JsonNode json = Json.parse(flywheel.run("log", "--client", "hre", "--json").out());
    assertThat(json).hasSize(2);
    assertThat(json.get(1).path("action").asText()).isEqualTo("key removed");
    assertThat(everythingUnder(flywheel.data())).doesNotContain(key);
  }

  @Test
  void wrongUsageIsToldAndChangesNothing() {
    assertThat(flywheel.run("keys", "add", "--name", "a", "--role", "client").err())
        .contains("--client");
    assertThat(flywheel.run("keys", "add", "--name", "a", "--role", "king").exitCode())
        .isEqualTo(2);
    assertThat(flywheel.run("keys", "remove", "--name", "a").exitCode()).isEqualTo(1);
    assertThat(flywheel.data().resolve("keys.json")).doesNotExist();
  }

  @Test
  void whatAPersonDecidesStandsInTheLog() {
    assertThat(flywheel.run("cycle", "run", "--client", "hre").exitCode()).isZero();

    assertThat(flywheel.run("log").out()).contains("hre", "asked", "new version", "(local:");
    assertThat(flywheel.run("log", "--since", "2999-01-01T00:00:00Z").out()).isEmpty();
  }

  private static String everythingUnder(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}

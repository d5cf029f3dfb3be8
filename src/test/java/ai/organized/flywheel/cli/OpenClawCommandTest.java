package ai.organized.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.cli.FlywheelProcess.Outcome;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code openclaw register} as a person types it. */
class OpenClawCommandTest {
  @TempDir Path folder;
  private FlywheelProcess flywheel;

  @BeforeEach
  void aConfiguredClient() throws IOException {
    flywheel = FlywheelProcess.in(folder).with("-Dflywheel.home=" + Path.of("").toAbsolutePath());
    Path client = Files.createDirectories(flywheel.data().resolve("clients/hre"));
    Files.copy(Path.of("data/samples/hre/config.json"), client.resolve("config.json"));
  }

  @Test
  void theRowsArePrintedForAnAliasToo() {
    Outcome outcome =
        flywheel.run("openclaw", "register", "--client", "HRE", "--base-url", "http://10.0.0.1/v1");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    JsonNode printed = Json.parse(outcome.out());
    assertThat(printed.at("/models/providers/flywheel/baseUrl").asText())
        .isEqualTo("http://10.0.0.1/v1");
    assertThat(printed.at("/models/providers/flywheel/models/0/headers/x-client-id").asText())
        .isEqualTo("hre");
    assertThat(outcome.err()).contains("FLYWHEEL_KEY");
  }

  @Test
  void whatWasWrittenIsInTheAuditLog() throws IOException {
    Path config = Files.writeString(folder.resolve("openclaw.json"), "{gateway: {port: 18789}}");

    Outcome outcome = flywheel.run("openclaw", "register", "--all", "--write", config.toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(
            Json.parse(Files.readString(config)).at("/agents/entries/hre/model/primary").asText())
        .isEqualTo("flywheel/hre");
    try (Database database = Database.open(flywheel.data().resolve("flywheel.sqlite"))) {
      List<String> actions =
          database
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery("select action || ' ' || client_id from audit_log")
                          .mapTo(String.class)
                          .list());
      assertThat(actions).containsExactly("registered hre");
    }
  }

  @Test
  void anUnknownClientIsRefusedAndNobodyIsWrongUsage() {
    assertThat(flywheel.run("openclaw", "register", "--client", "nobody").exitCode()).isEqualTo(1);
    assertThat(flywheel.run("openclaw", "register").exitCode()).isEqualTo(2);
  }
}

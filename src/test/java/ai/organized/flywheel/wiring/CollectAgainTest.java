package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.CollectAccount;
import ai.organized.flywheel.sandbox.http.FaultyServer;
import ai.organized.flywheel.sandbox.http.FaultyServer.Fault;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the sources are asked and when not, and that every question gets its answer. */
class CollectAgainTest {
  @TempDir Path folder;

  private static Path config(CollectingLoop loop, String client) {
    return loop.settings().places().clients().resolve(client).resolve("config.json");
  }

  /** All but those to the provider, which the cycle asks. */
  private static long askedOfSources(CollectingLoop loop) {
    return loop.loop().sandbox().requests().stream()
        .filter(request -> !request.path().startsWith("/v1/"))
        .count();
  }

  @Test
  void aDropSoonAfterAsksNoSourceAndACommandDoes() {
    try (CollectingLoop loop = CollectingLoop.start(folder, Map.of())) {
      loop.configure("hre", "hre");
      loop.collect("hre");
      long asked = askedOfSources(loop);
      assertThat(asked).isPositive();

      loop.ask("hre", "a drop");
      loop.awaitAnswer("hre");
      assertThat(askedOfSources(loop)).isEqualTo(asked);
      assertThat(loop.answer("hre")).isEqualTo("1.0.0: nothing changed");

      loop.ask("hre", CollectAccount.BY_HAND);
      loop.awaitAnswer("hre");
      assertThat(askedOfSources(loop)).isGreaterThan(asked + asked / 2);
    }
  }

  @Test
  void notAByteAboutANoEgressClientArrives() throws IOException {
    try (CollectingLoop loop = CollectingLoop.start(folder, Map.of())) {
      loop.configure("teleios", "teleios");
      String text = Files.readString(config(loop, "teleios"));
      Files.writeString(
          config(loop, "teleios"),
          text.replace("\"meta_pixel_id\": \"\"", "\"meta_pixel_id\": \"300000000000003\"")
              .replace(
                  "\"memory_project\"",
                  "\"gtm_account_id\": \"3000001\", \"stape_container_id\": \"telstape03\","
                      + " \"memory_project\""));

      loop.collect("teleios");

      assertThat(askedOfSources(loop)).isZero();
      assertThat(loop.loop().sandbox().requests())
          .filteredOn(CollectAgainTest::isAboutTeleios)
          .isEmpty();
      for (String source : List.of("gtm", "google_ads", "stape", "memory")) {
        assertThat(loop.state("teleios").at("/" + source + "/reason").asText())
            .as(source)
            .contains("teleios", "may not leave", "data_egress_allowed");
      }
      assertThat(loop.state("teleios").at("/meta/events/reason").asText())
          .contains("may not leave");
    }
  }

  private static boolean isAboutTeleios(RecordedRequest request) {
    String all =
        request.path() + request.headers() + new String(request.body(), StandardCharsets.UTF_8);
    return List.of(
            "teleios",
            "345-678-9012",
            "3456789012",
            "GTM-TEL0001",
            "3000001",
            "300000000000003",
            "telstape03")
        .stream()
        .anyMatch(all::contains);
  }

  @Test
  void aConfigThatCannotBeReadAnswersTheQuestionOnceWithTheReason() throws IOException {
    try (AllLogs logs = AllLogs.from(Level.WARN);
        CollectingLoop loop = CollectingLoop.start(folder, Map.of())) {
      Files.createDirectories(config(loop, "hre").getParent());
      Files.writeString(config(loop, "hre"), "{");
      loop.configure("rtt", "rtt");

      loop.collect("hre");
      loop.collect("rtt"); // time for a second try, if there were one

      assertThat(loop.answer("hre")).startsWith("failed: ").contains("config.json", "is not JSON");
      assertThat(loop.answer("rtt")).startsWith("1.0.0");
      assertThat(logs.lines("WARN")).filteredOn(line -> line.contains("of hre was not")).hasSize(1);
      assertThat(logs.lines("ERROR")).isEmpty();
    }
  }

  @Test
  void aDropForAConfigThatCannotBeReadWaitsAndIsNotShoutedAbout() throws IOException {
    try (AllLogs logs = AllLogs.from(Level.WARN);
        CollectingLoop loop = CollectingLoop.start(folder, Map.of())) {
      Files.createDirectories(config(loop, "hre").getParent());
      Files.writeString(config(loop, "hre"), "{");
      Path inbox = Files.createDirectories(loop.settings().places().gtmInbox().resolve("hre"));
      Files.copy(
          RunningLoop.SAMPLES.resolve("hre/gtm-container.json"), inbox.resolve("export.json"));
      loop.configure("rtt", "rtt");
      loop.collect("rtt"); // time for some looks at the inbox

      assertThat(inbox.resolve("export.json")).exists();
      assertThat(logs.lines("WARN")).filteredOn(line -> line.contains("export.json")).hasSize(1);
      assertThat(logs.lines("ERROR")).isEmpty();

      loop.configure("hre", "hre");
      loop.awaitFirstAnswer("hre");
      assertThat(loop.state("hre").at("/gtm/status").asText()).isEqualTo("ok");
    }
  }

  @Test
  void aConfigThatBreaksWhileTheSourcesAreAskedAnswersTheQuestionToo() throws IOException {
    try (FaultyServer faulty = FaultyServer.start();
        CollectingLoop loop =
            CollectingLoop.start(
                folder,
                Map.of(
                    "FLYWHEEL_ACCOUNT_TIMEOUT_SECONDS",
                    "3",
                    "STAPE_MCP_URL",
                    faulty.at(Fault.SILENT).toString()))) {
      loop.configure("hre", "hre");
      loop.ask("hre", "a test");
      loop.awaitTaken("hre");
      Files.writeString(config(loop, "hre"), "{");
      loop.awaitAnswer("hre");
      assertThat(loop.answer("hre")).startsWith("failed: ").contains("config.json");

      loop.configure("hre", "hre");
      loop.collect("hre");
      assertThat(loop.answer("hre")).startsWith("1.0.0");
    }
  }

  @Test
  void anotherFaultOfTheSameSourceIsTheOneThatIsNamed() {
    try (CollectingLoop loop = CollectingLoop.start(folder, Map.of())) {
      loop.configure("hre", "hre");
      loop.loop().sandbox().failNext("POST", "/mcp/stape", 403, "{}", Map.of());
      loop.collect("hre");
      assertThat(loop.state("hre").at("/stape/reason").asText()).contains("403");

      loop.loop().sandbox().failNext("POST", "/mcp/stape", 401, "{}", Map.of());
      loop.ask("hre", CollectAccount.BY_HAND);
      loop.awaitAnswer("hre");

      assertThat(loop.state("hre").at("/stape/reason").asText()).contains("401");
      assertThat(loop.state("hre").at("/version").asText()).isEqualTo("1.0.0");
    }
  }
}

package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.cli.FlywheelProcess;
import ai.organized.flywheel.cli.FlywheelProcess.Outcome;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.Hold;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code account collect}, with and without a {@code run} beside it. */
class CollectByHandTest {
  private static final ClientId HRE = new ClientId("hre");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));

  @AfterEach
  void close() {
    sandbox.close();
  }

  private Map<String, String> environment() {
    return RunningLoop.environment(
        folder.resolve("data"), sandbox, CollectingLoop.healthy(folder, sandbox));
  }

  private Settings configured(Map<String, String> environment) throws IOException {
    Settings settings = RunningLoop.settings(folder.resolve("data"), sandbox, environment);
    configure(settings, Files.readString(RunningLoop.SAMPLES.resolve("hre/config.json")));
    return settings;
  }

  private static void configure(Settings settings, String config) throws IOException {
    Path to = settings.places().clients().resolve("hre").resolve("config.json");
    Files.createDirectories(to.getParent());
    Files.writeString(to, config);
  }

  private FlywheelProcess flywheel(Map<String, String> environment) {
    return FlywheelProcess.in(folder)
        .with("-Dflywheel.home=" + Path.of("").toAbsolutePath())
        .environment(environment);
  }

  private static String collect(Settings settings) {
    try (Database database = Database.open(settings.places().store())) {
      return CollectOnce.run(settings, database, Clock.systemUTC(), HRE);
    }
  }

  @Test
  void withoutARunItCollectsByItselfAndSaysHowItWent() throws IOException {
    Map<String, String> environment = environment();
    Settings settings = configured(environment);
    FlywheelProcess flywheel = flywheel(environment);

    sandbox.failNext("POST", "/mcp/stape", 401, "{}", Map.of());
    Outcome collected = flywheel.run("account", "collect", "--client", "HRE");
    assertThat(collected.err()).startsWith("Asking the sources of hre");
    assertThat(collected.out())
        .contains("Tag Manager, web       ok", "Google Ads             ok")
        .contains("Stape                  unknown (stape at ", "answered 401", "STAPE_MCP_TOKEN")
        .contains("Account state 1.0.0: first account state");
    assertThat(collected.exitCode()).isZero();

    configure(settings, "{");
    Outcome refused = flywheel.run("account", "collect", "--client", "hre");
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("config.json", "is not JSON");
    assertThat(refused.exitCode()).isEqualTo(1);
  }

  @Test
  void brokenOffItKeepsNobodyWaiting() throws Exception {
    Map<String, String> environment = environment();
    Settings settings = configured(environment);
    sandbox.holdRequest(1, Hold.BEFORE_WORK);
    Process process = flywheel(environment).start("account", "collect", "--client", "hre");
    sandbox.awaitHeld(PATIENCE);
    process.destroyForcibly().waitFor();
    sandbox.releaseHeld();

    assertThat(collect(settings)).startsWith("1.0.0: first account state");
  }

  @Test
  void besideARunItGivesTheStateToo() {
    try (CollectingLoop loop = CollectingLoop.start(folder, sandbox, Map.of())) {
      loop.configure("hre", "hre");

      assertThat(collect(loop.settings())).startsWith("1.0.0: first account state");
      assertThat(loop.sources("hre").googleAds()).isInstanceOf(Source.Known.class);
      assertThat(collect(loop.settings())).startsWith("1.0.0: nothing changed");
    }
  }

  @Test
  void twoAtOnceGiveOneVersionAndBothAnswer() throws Exception {
    Settings settings = configured(environment());
    Database.open(settings.places().store()).close();

    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<String> command = () -> collect(settings);
      for (Future<String> each : threads.invokeAll(List.of(command, command))) {
        assertThat(each.get()).startsWith("1.0.0");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(settings.places().clients().resolve("hre"))
        .isDirectoryContaining("glob:**account_state_v1.json")
        .isDirectoryNotContaining("glob:**account_state_v2.json");
  }
}

package ai.organized.flywheel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
  @TempDir Path home;

  @Test
  void withoutAFileAndAnEnvironmentEverythingHasItsDefault() {
    Settings settings = SettingsReader.read(home, Map.of());

    assertThat(settings.places())
        .isEqualTo(
            new Settings.Places(
                home,
                home.resolve("data"),
                home.resolve("data/clients"),
                home.resolve("data/inbox/experiments")));
    assertThat(settings.places().store()).isEqualTo(home.resolve("data/flywheel.sqlite"));
    assertThat(settings.server())
        .isEqualTo(
            new Settings.Server(
                "127.0.0.1", 8787, 8788, home.resolve("data/keys.json"), Duration.ofSeconds(1)));
    assertThat(settings.egress()).isEqualTo(new Settings.Egress(List.of(), List.of()));
    assertThat(settings.dataset())
        .isEqualTo(new Settings.DatasetRules(0.75, 50, 0.1, 10, 0.85, 0.4, 0.2, new Secret("")));
    assertThat(settings.embedding())
        .isEqualTo(
            new Settings.Embedding(
                Settings.Embedding.Kind.MINILM,
                URI.create("http://127.0.0.1:11434"),
                "",
                new Secret(""),
                OptionalDouble.empty(),
                10_000,
                Optional.empty()));
    assertThat(settings.openAi().isOn()).isFalse();
    assertThat(settings.openAi().baseUrl()).isEqualTo(URI.create("https://api.openai.com/v1"));
    assertThat(settings.openAi().poll()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.evaluation()).isEqualTo(evaluation(0.05, 0.4));
    assertThat(settings.cycle())
        .isEqualTo(
            new Settings.CycleRules(
                20, Duration.ofSeconds(1), "0 0 2 ? * MON", Duration.ofHours(1), 5));
    assertThat(settings.serve())
        .isEqualTo(
            new Settings.Serve(
                OptionalInt.of(600),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1),
                256,
                "rag_context",
                "",
                5,
                Duration.ofDays(90)));
    assertThat(settings.drift())
        .isEqualTo(new Settings.Drift("0 0 3 ? * *", true, Duration.ofDays(30)));
    assertThat(settings.slackWebhook().isSet()).isFalse();
  }

  @Test
  void whatHasADefaultIsSwitchedOffByNone() {
    Settings settings =
        SettingsReader.read(
            Path.of("/opt/flywheel"),
            new Properties(),
            Map.of(
                "FLYWHEEL_TRAIN_CLIENT_BUDGET_USD", "none",
                "FLYWHEEL_TRAIN_TOTAL_BUDGET_USD", "none",
                "FLYWHEEL_MLX_QUANTIZE", "none"));

    assertThat(settings.training().clientBudget()).isEmpty();
    assertThat(settings.training().totalBudget()).isEmpty();
    assertThat(settings.mlx().quantize()).isEmpty();
  }

  @Test
  void anEmbedderAtOpenAiAsksWhereTheModelsAreTrainedUnlessAnAddressIsSaid() {
    Map<String, String> trains =
        Map.of("OPENAI_API_KEY", "key", "FLYWHEEL_EMBED_EMBEDDER", "openai");

    Settings.Embedding embedding = SettingsReader.read(home, new Properties(), trains).embedding();

    assertThat(embedding.url()).isEqualTo(URI.create("https://api.openai.com/v1"));
    assertThat(embedding.apiKey().isSet()).isTrue();
    Map<String, String> elsewhere = new HashMap<>(trains);
    elsewhere.put("FLYWHEEL_EMBED_URL", "http://127.0.0.1:1234/v1");
    assertThat(SettingsReader.read(home, new Properties(), elsewhere).embedding().apiKey().isSet())
        .as("a key is not sent to where it was not meant for")
        .isFalse();
  }

  @Test
  void aClientMayHaveASlackChannelOfItsOwn() {
    Settings settings =
        SettingsReader.read(
            home,
            Map.of(
                "SLACK_WEBHOOK_URL", "http://127.0.0.1:1/common",
                "SLACK_WEBHOOK_URL_HRE_BEAUTY", "http://127.0.0.1:1/own"));

    assertThat(settings.slackWebhook("hre-beauty").value()).endsWith("/own");
    assertThat(settings.slackWebhook("rtt").value()).endsWith("/common");
    assertThatThrownBy(
            () -> SettingsReader.read(home, Map.of("SLACK_WEBHOOK_URL_HRE", "hooks.slack.com/x")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("SLACK_WEBHOOK_URL_HRE")
        .hasMessageNotContaining("hooks.slack.com");
  }

  @Test
  void everySettingOfTheFileArrives() {
    Properties file = new Properties();
    Map<String, String> said =
        Map.ofEntries(
            Map.entry("data-dir", "/srv/flywheel"),
            Map.entry("clients-dir", "customers"),
            Map.entry("experiments-dir", "/srv/drops"),
            Map.entry("host", "0.0.0.0"),
            Map.entry("keys-file", "/srv/keys.json"),
            Map.entry("serve.requests-per-minute", "none"),
            Map.entry("serve.first-byte-seconds", "30"),
            Map.entry("serve.idle-seconds", "20"),
            Map.entry("serve.connections", "64"),
            Map.entry("serve.fallback", "base_model"),
            Map.entry("serve.fallback-model", "ollama/qwen2.5:7b"),
            Map.entry("serve.examples", "3"),
            Map.entry("serve.text-days", "7"),
            Map.entry("cycle.cool-down-minutes", "0"),
            Map.entry("cycle.max-versions", "3"),
            Map.entry("drift.schedule", "0 30 5 * * ?"),
            Map.entry("drift.rollback", "false"),
            Map.entry("drift.migrate-days", "14"),
            Map.entry("port", "9001"),
            Map.entry("management-port", "9002"),
            Map.entry("poll-seconds", "5"),
            Map.entry("inbox-millis", "250"),
            Map.entry("egress.own-hosts", "gpu.lan, 100.64.0.0/10 ,"),
            Map.entry("egress.outside-hosts", "127.0.0.1:4000"),
            Map.entry("dataset.score-threshold", "0.8"),
            Map.entry("dataset.min-training-lines", "60"),
            Map.entry("dataset.holdout-share", "0.2"),
            Map.entry("dataset.min-holdout", "12"),
            Map.entry("dataset.near-duplicate", "0.9"),
            Map.entry("dataset.max-dropped-share", "0.5"),
            Map.entry("dataset.preference-margin", "0.3"),
            Map.entry("embed.embedder", "openai"),
            Map.entry("embed.url", "http://127.0.0.1:4002/v1/"),
            Map.entry("embed.model", "some-model"),
            Map.entry("embed.threshold", "0.8"),
            Map.entry("embed.max-compared", "77"),
            Map.entry("ollama.host", "127.0.0.1:4003"),
            Map.entry("chroma.url", "http://127.0.0.1:4004"),
            Map.entry("ollama.base-model", "qwen2.5:7b"),
            Map.entry("ollama.examples", "4"),
            Map.entry("openai.auth-header", "api-key"),
            Map.entry("together.base-url", "http://127.0.0.1:4005/v1"),
            Map.entry("together.model", "some/model"),
            Map.entry("trainer.host", "trainer@gpu.lan:2222"),
            Map.entry("trainer.key-file", "/srv/keys/trainer"),
            Map.entry("trainer.known-hosts", "/srv/keys/known_hosts"),
            Map.entry("trainer.folder", "runs"),
            Map.entry("trainer.tools", "/opt/mlx/bin"),
            Map.entry("trainer.ollama", "/usr/local/bin/ollama"),
            Map.entry("mlx.model", "/models/llama"),
            Map.entry("mlx.version", "0.32.0"),
            Map.entry("mlx.batch-size", "2"),
            Map.entry("mlx.layers", "-1"),
            Map.entry("mlx.learning-rate", "0.0001"),
            Map.entry("mlx.quantize", "q8_0"),
            Map.entry("train.providers", "mlx,openai"),
            Map.entry("train.epochs", "2"),
            Map.entry("train.longest-hours", "6"),
            Map.entry("train.client-budget-usd", "10"),
            Map.entry("train.total-budget-usd", "100.5"),
            Map.entry("evaluate.worst-loss", "0.3"),
            Map.entry("evaluate.risk", "0.05"),
            Map.entry("evaluate.hold-on-noise", "false"),
            Map.entry("evaluate.baseline", "false"),
            Map.entry("evaluate.samples", "3"),
            Map.entry("evaluate.temperature", "0.7"),
            Map.entry("evaluate.answer-timeout-seconds", "30"),
            Map.entry("evaluate.judge-model", "ollama/llama3.1:70b"),
            Map.entry("evaluate.schedule", "0 0 5 * * ?"),
            Map.entry("openai.base-url", "http://127.0.0.1:4000/v1/"),
            Map.entry("openai.model", "other-2026-01-01"),
            Map.entry("openai.timeout-seconds", "7"),
            Map.entry("evaluate.regression-tolerance", "0.1"),
            Map.entry("evaluate.first-model-min-score", "0.5"),
            Map.entry("cycle.retrain-delta", "30"),
            Map.entry("cycle.settle-millis", "0"),
            Map.entry("cycle.schedule", "0 30 3 * * ?"),
            Map.entry("account.schedule", "0 0 4 * * ?"),
            Map.entry("account.timeout-seconds", "9"),
            Map.entry("account.fresh-minutes", "0"),
            Map.entry("gtm.mcp-url", "https://gtm.example/mcp"),
            Map.entry("google-ads.mcp-url", "https://ads.example/mcp"),
            Map.entry("meta.mcp-url", "https://meta.example/mcp/"),
            Map.entry("stape.mcp-url", "https://stape.example/mcp"),
            Map.entry("meta.graph-url", "http://127.0.0.1:4001/v25.0"),
            Map.entry("claude-mem.db-path", "/srv/claude-mem.db"),
            Map.entry("claude-mem.url", "http://127.0.0.1:37777"));
    said.forEach((key, value) -> file.setProperty("flywheel." + key, value));
    long secrets = Stream.of(Key.values()).filter(Key::secret).count();
    assertThat(said).hasSize(Key.values().length - (int) secrets);

    Settings settings = SettingsReader.read(home, file, Map.of());

    assertThat(settings.places())
        .isEqualTo(
            new Settings.Places(
                home, Path.of("/srv/flywheel"), home.resolve("customers"), Path.of("/srv/drops")));
    assertThat(settings.server())
        .isEqualTo(
            new Settings.Server(
                "0.0.0.0", 9001, 9002, Path.of("/srv/keys.json"), Duration.ofMillis(250)));
    assertThat(settings.egress())
        .isEqualTo(
            new Settings.Egress(List.of("gpu.lan", "100.64.0.0/10"), List.of("127.0.0.1:4000")));
    assertThat(settings.dataset())
        .isEqualTo(new Settings.DatasetRules(0.8, 60, 0.2, 12, 0.9, 0.5, 0.3, new Secret("")));
    assertThat(settings.embedding())
        .isEqualTo(
            new Settings.Embedding(
                Settings.Embedding.Kind.OPENAI,
                URI.create("http://127.0.0.1:4002/v1"),
                "some-model",
                new Secret(""),
                OptionalDouble.of(0.8),
                77,
                Optional.of(URI.create("http://127.0.0.1:4004"))));
    assertThat(settings.openAi())
        .isEqualTo(
            new Settings.OpenAi(
                new Secret(""),
                "api-key",
                URI.create("http://127.0.0.1:4000/v1"),
                "other-2026-01-01",
                Duration.ofSeconds(7),
                Duration.ofSeconds(5)));
    assertThat(settings.together())
        .isEqualTo(
            new Settings.Together(
                new Secret(""), URI.create("http://127.0.0.1:4005/v1"), "some/model"));
    assertThat(settings.ollama())
        .isEqualTo(new Settings.Ollama(URI.create("http://127.0.0.1:4003"), "qwen2.5:7b", 4));
    assertThat(settings.trainer())
        .isEqualTo(
            new Settings.Trainer(
                "trainer@gpu.lan:2222",
                Optional.of(Path.of("/srv/keys/trainer")),
                Path.of("/srv/keys/known_hosts"),
                "runs",
                "/opt/mlx/bin",
                "/usr/local/bin/ollama"));
    assertThat(settings.mlx())
        .isEqualTo(new Settings.Mlx("/models/llama", "0.32.0", 2, -1, 0.0001, "q8_0"));
    assertThat(settings.training())
        .isEqualTo(
            new Settings.Training(
                List.of("mlx", "openai"),
                OptionalInt.of(2),
                Duration.ofHours(6),
                OptionalDouble.of(10),
                OptionalDouble.of(100.5)));
    assertThat(settings.evaluation())
        .isEqualTo(
            new Settings.EvaluationRules(
                0.1,
                0.5,
                0.3,
                0.05,
                false,
                false,
                3,
                0.7,
                Duration.ofSeconds(30),
                "ollama/llama3.1:70b",
                "0 0 5 * * ?"));
    assertThat(settings.cycle())
        .isEqualTo(new Settings.CycleRules(30, Duration.ZERO, "0 30 3 * * ?", Duration.ZERO, 3));
    assertThat(settings.serve())
        .isEqualTo(
            new Settings.Serve(
                OptionalInt.empty(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                64,
                "base_model",
                "ollama/qwen2.5:7b",
                3,
                Duration.ofDays(7)));
    assertThat(settings.drift())
        .isEqualTo(new Settings.Drift("0 30 5 * * ?", false, Duration.ofDays(14)));
    assertThat(settings.accounts())
        .isEqualTo(
            new Settings.Accounts(
                server("https://gtm.example/mcp"),
                server("https://ads.example/mcp"),
                server("https://meta.example/mcp/"),
                server("https://stape.example/mcp"),
                new Secret(""),
                URI.create("http://127.0.0.1:4001/v25.0"),
                Optional.of(Path.of("/srv/claude-mem.db")),
                Optional.of(URI.create("http://127.0.0.1:37777")),
                Duration.ofSeconds(9),
                Duration.ZERO,
                "0 0 4 * * ?"));
    assertThat(settings.placeholders())
        .hasSize(said.size())
        .containsEntry("flywheel.port", "9001")
        .doesNotContainKeys("flywheel.openai.api-key", "flywheel.slack.webhook-url");
  }

  private static Settings.ToolServer server(String address) {
    return new Settings.ToolServer(
        Optional.of(URI.create(address)), new Secret(""), new Secret(""));
  }

  @Test
  void environmentGoesBeforeTheFile() throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.writeString(
        home.resolve("config/application.properties"),
        "flywheel.port=9001\nflywheel.dataset.score-threshold=0.8\n");

    Settings settings = SettingsReader.read(home, Map.of("FLYWHEEL_PORT", " 9009 "));

    assertThat(settings.server().port()).isEqualTo(9009);
    assertThat(settings.dataset().scoreThreshold()).isEqualTo(0.8);
  }

  @Test
  void namesOfTheSeedsAreHonoured() {
    Map<String, String> environment = new HashMap<>();
    environment.put("CLIENT_DATA_DIR", "/srv/clients");
    environment.put("EXPERIMENT_LOG_DIR", "/srv/experiments");
    environment.put("EVAL_REGRESSION_TOLERANCE", "0.02");
    environment.put("SCORE_THRESHOLD", "0.9");
    environment.put("OPENAI_API_KEY", "not-a-real-key");
    environment.put("SLACK_WEBHOOK_URL", "https://hooks.slack.example/made/up");

    Settings settings = SettingsReader.read(home, new Properties(), environment);

    assertThat(settings.places().clients()).isEqualTo(Path.of("/srv/clients"));
    assertThat(settings.places().experimentInbox()).isEqualTo(Path.of("/srv/experiments"));
    assertThat(settings.places().data()).isEqualTo(home.resolve("data"));
    assertThat(settings.evaluation().regressionTolerance()).isEqualTo(0.02);
    assertThat(settings.dataset().scoreThreshold()).isEqualTo(0.9);
    assertThat(settings.openAi().isOn()).isTrue();
    assertThat(settings.slackWebhook().isSet()).isTrue();
  }

  @Test
  void fileThatCannotBeReadIsRefusedByName() throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.writeString(
        home.resolve("config/application.properties"), "flywheel.data-dir=C:\\users\\me\n");

    assertThatThrownBy(() -> SettingsReader.read(home, Map.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("config/application.properties cannot be read")
        .hasMessageEndingWith("write \\\\ for a backslash");
  }

  @Test
  void onlyWhatIsMeantForCamelGoesToCamel() throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.writeString(
        home.resolve("config/application.properties"),
        "flywheel.port=9001\ncamel.main.shutdownTimeout=5\n");

    assertThat(SettingsReader.camelProperties(home))
        .containsExactly(Map.entry("camel.main.shutdownTimeout", "5"));
    assertThat(SettingsReader.read(home, Map.of()).server().port()).isEqualTo(9001);
  }

  private static Settings.EvaluationRules evaluation(double tolerance, double firstMinimum) {
    return new Settings.EvaluationRules(
        tolerance,
        firstMinimum,
        0.2,
        0.02,
        true,
        true,
        1,
        0,
        Duration.ofMinutes(2),
        "",
        "0 0 4 ? * MON");
  }
}

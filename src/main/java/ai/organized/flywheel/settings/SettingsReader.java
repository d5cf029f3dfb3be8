package ai.organized.flywheel.settings;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.settings.Settings.Accounts;
import ai.organized.flywheel.settings.Settings.CycleRules;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import ai.organized.flywheel.settings.Settings.Drift;
import ai.organized.flywheel.settings.Settings.Egress;
import ai.organized.flywheel.settings.Settings.Embedding;
import ai.organized.flywheel.settings.Settings.EvaluationRules;
import ai.organized.flywheel.settings.Settings.Mlx;
import ai.organized.flywheel.settings.Settings.Ollama;
import ai.organized.flywheel.settings.Settings.OpenAi;
import ai.organized.flywheel.settings.Settings.Places;
import ai.organized.flywheel.settings.Settings.Serve;
import ai.organized.flywheel.settings.Settings.Server;
import ai.organized.flywheel.settings.Settings.Together;
import ai.organized.flywheel.settings.Settings.ToolServer;
import ai.organized.flywheel.settings.Settings.Trainer;
import ai.organized.flywheel.settings.Settings.Training;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Reads {@code config/application.properties}, then the environment over it, and checks all of it.
 */
public final class SettingsReader {
  private SettingsReader() {}

  /** Settings of the installation at {@code home}; a missing file means defaults. */
  public static Settings read(Path home, Map<String, String> environment) {
    return read(
        home, PropertiesFile.read(home.resolve("config/application.properties")), environment);
  }

  /**
   * @throws RefusedException naming every problem: unknown names with the nearest known one, values
   *     that do not fit, secrets in the file
   */
  public static Settings read(Path home, Properties file, Map<String, String> environment) {
    Problems problems = new Problems();
    UnknownNames.report(file, environment, problems);
    Values values = new Values(texts(file, environment, problems), problems);
    Settings settings = settings(home, values, SlackWebhooks.read(environment, problems));
    problems.refuseIfAny();
    return settings;
  }

  private static Settings settings(Path home, Values values, Map<String, Secret> webhooks) {
    Path base = home.toAbsolutePath().normalize();
    Path data = values.path(Key.DATA_DIR, base, base.resolve("data"));
    return new Settings(
        new Places(
            base,
            data,
            values.path(Key.CLIENT_DATA_DIR, base, data.resolve("clients")),
            values.path(Key.EXPERIMENT_LOG_DIR, base, data.resolve("inbox/experiments"))),
        new Server(
            values.bindAddress(Key.HOST),
            values.whole(Key.PORT, 1, 65_535),
            values.whole(Key.MANAGEMENT_PORT, 1, 65_535),
            values.path(Key.KEYS_FILE, base, data.resolve("keys.json")),
            values.millis(Key.INBOX_MILLIS, 10)),
        new Egress(values.list(Key.OWN_HOSTS), values.list(Key.OUTSIDE_HOSTS)),
        new DatasetRules(
            values.share(Key.SCORE_THRESHOLD),
            values.whole(Key.MIN_TRAINING_LINES, 10, 1_000_000),
            values.share(Key.HOLDOUT_SHARE),
            values.whole(Key.MIN_HOLDOUT, 2, 100_000),
            values.share(Key.NEAR_DUPLICATE),
            values.share(Key.MAX_DROPPED_SHARE),
            values.share(Key.PREFERENCE_MARGIN),
            values.secret(Key.REDACTION_KEY)),
        embedding(values),
        new OpenAi(
            values.secret(Key.OPENAI_API_KEY),
            values.headerName(Key.OPENAI_AUTH_HEADER),
            values.http(Key.OPENAI_BASE_URL),
            values.text(Key.OPENAI_MODEL),
            values.seconds(Key.OPENAI_TIMEOUT_SECONDS, 1),
            values.seconds(Key.POLL_SECONDS, 1)),
        new Together(
            values.secret(Key.TOGETHER_API_KEY),
            values.http(Key.TOGETHER_BASE_URL),
            values.text(Key.TOGETHER_MODEL)),
        new Ollama(
            values.host(Key.OLLAMA_HOST),
            values.text(Key.OLLAMA_BASE_MODEL),
            values.whole(Key.OLLAMA_EXAMPLES, 0, 100)),
        trainer(base, values),
        new Mlx(
            values.text(Key.MLX_MODEL),
            values.text(Key.MLX_VERSION),
            values.whole(Key.MLX_BATCH_SIZE, 1, 1_000),
            values.whole(Key.MLX_LAYERS, -1, 1_000),
            values.share(Key.MLX_LEARNING_RATE),
            values.wordOrNone(Key.MLX_QUANTIZE, "q4_K_M", "q4_K_S", "q8_0")),
        training(values),
        evaluation(values),
        new CycleRules(
            values.whole(Key.RETRAIN_DELTA, 1, 1_000_000),
            values.millis(Key.SETTLE_MILLIS, 0),
            values.cron(Key.SCHEDULE),
            Duration.ofMinutes(values.whole(Key.COOL_DOWN_MINUTES, 0, 100_000)),
            values.whole(Key.MAX_VERSIONS, 2, 1_000)),
        serve(values),
        new Drift(
            values.cron(Key.DRIFT_SCHEDULE),
            values.yesOrNo(Key.DRIFT_ROLLBACK),
            Duration.ofDays(values.whole(Key.MIGRATE_DAYS, 0, 365))),
        accounts(base, values),
        values.secretAddress(Key.SLACK_WEBHOOK_URL),
        webhooks,
        placeholders(values));
  }

  private static Embedding embedding(Values values) {
    Embedding.Kind kind = values.oneOf(Key.EMBEDDER, Embedding.Kind.class);
    boolean openAi = kind == Embedding.Kind.OPENAI;
    Optional<URI> own = values.optionalHttp(Key.EMBED_URL);
    boolean borrowsKey = openAi && own.isEmpty() && values.text(Key.EMBED_API_KEY).isEmpty();
    return new Embedding(
        kind,
        own.orElseGet(
            () -> openAi ? values.http(Key.OPENAI_BASE_URL) : values.host(Key.OLLAMA_HOST)),
        values.text(Key.EMBED_MODEL),
        values.secret(borrowsKey ? Key.OPENAI_API_KEY : Key.EMBED_API_KEY),
        values.optionalShare(Key.EMBED_THRESHOLD),
        values.whole(Key.EMBED_MAX_COMPARED, 0, 1_000_000),
        values.optionalHttp(Key.CHROMA_URL));
  }

  private static Trainer trainer(Path base, Values values) {
    Path ownKnownHosts = Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");
    return new Trainer(
        values.login(Key.TRAINER_HOST),
        Optional.ofNullable(values.path(Key.TRAINER_KEY_FILE, base, null)),
        values.path(Key.TRAINER_KNOWN_HOSTS, base, ownKnownHosts),
        values.text(Key.TRAINER_FOLDER),
        values.text(Key.TRAINER_TOOLS),
        values.text(Key.TRAINER_OLLAMA));
  }

  private static Training training(Values values) {
    return new Training(
        values.listOf(Key.TRAIN_PROVIDERS, "openai", "together", "mlx", "ollama"),
        values.optionalWhole(Key.TRAIN_EPOCHS, 1, 50),
        Duration.ofHours(values.whole(Key.TRAIN_LONGEST_HOURS, 1, 24 * 14)),
        values.amountOrNone(Key.TRAIN_CLIENT_BUDGET),
        values.amountOrNone(Key.TRAIN_TOTAL_BUDGET));
  }

  private static EvaluationRules evaluation(Values values) {
    return new EvaluationRules(
        values.share(Key.REGRESSION_TOLERANCE),
        values.share(Key.FIRST_MODEL_MIN_SCORE),
        values.share(Key.WORST_LOSS),
        values.share(Key.RISK),
        values.yesOrNo(Key.HOLD_ON_NOISE),
        values.yesOrNo(Key.BASELINE),
        values.whole(Key.SAMPLES, 1, 20),
        values.share(Key.TEMPERATURE),
        values.seconds(Key.ANSWER_TIMEOUT_SECONDS, 1),
        values.providerAndModel(Key.JUDGE_MODEL),
        values.cron(Key.EVALUATE_SCHEDULE));
  }

  private static Serve serve(Values values) {
    return new Serve(
        values.wholeOrNone(Key.REQUESTS_PER_MINUTE, 1, 10_000_000),
        values.seconds(Key.FIRST_BYTE_SECONDS, 1),
        values.seconds(Key.IDLE_SECONDS, 1),
        values.whole(Key.UPSTREAM_CONNECTIONS, 1, 10_000),
        values.word(Key.FALLBACK, "rag_context", "base_model", "error"),
        values.providerAndModel(Key.FALLBACK_MODEL),
        values.whole(Key.FALLBACK_EXAMPLES, 0, 50),
        Duration.ofDays(values.whole(Key.TEXT_DAYS, 1, 3_650)));
  }

  private static Accounts accounts(Path base, Values values) {
    return new Accounts(
        server(values, Key.GTM_MCP_URL, Key.GTM_MCP_TOKEN, Key.GTM_MCP_HEADERS),
        server(
            values, Key.GOOGLE_ADS_MCP_URL, Key.GOOGLE_ADS_MCP_TOKEN, Key.GOOGLE_ADS_MCP_HEADERS),
        server(values, Key.META_MCP_URL, Key.META_MCP_TOKEN, Key.META_MCP_HEADERS),
        server(values, Key.STAPE_MCP_URL, Key.STAPE_MCP_TOKEN, Key.STAPE_MCP_HEADERS),
        values.secret(Key.META_ACCESS_TOKEN),
        values.http(Key.META_GRAPH_URL),
        Optional.ofNullable(values.path(Key.CLAUDE_MEM_DB_PATH, base, null)),
        values.optionalHttp(Key.CLAUDE_MEM_URL),
        values.seconds(Key.ACCOUNT_TIMEOUT_SECONDS, 1),
        Duration.ofMinutes(values.whole(Key.ACCOUNT_FRESH_MINUTES, 0, 10_000)),
        values.cron(Key.ACCOUNT_SCHEDULE));
  }

  private static ToolServer server(Values values, Key address, Key token, Key headers) {
    return new ToolServer(values.endpoint(address), values.secret(token), values.headers(headers));
  }

  private static Map<String, String> placeholders(Values values) {
    Map<String, String> texts = new TreeMap<>();
    for (Key key : Key.values()) {
      if (!key.secret()) {
        texts.put(key.property(), values.text(key));
      }
    }
    return texts;
  }

  private static Map<Key, String> texts(
      Properties file, Map<String, String> environment, Problems problems) {
    Map<Key, String> texts = new EnumMap<>(Key.class);
    for (Key key : Key.values()) {
      String fromFile = file.getProperty(key.property());
      if (key.secret() && fromFile != null && !fromFile.isBlank()) {
        problems.add(
            key.property() + ": a secret is not read from a file; export " + key.environment());
      }
      String text = environment.getOrDefault(key.environment(), fromFile);
      texts.put(key, text == null || text.isBlank() ? key.fallback() : text.trim());
    }
    return texts;
  }

  /** What the file says for Camel itself; Camel checks these names. */
  public static Map<String, String> camelProperties(Path home) {
    Map<String, String> camel = new LinkedHashMap<>();
    Properties file = PropertiesFile.read(home.resolve("config/application.properties"));
    for (String name : file.stringPropertyNames()) {
      if (name.startsWith("camel.")) {
        camel.put(name, file.getProperty(name));
      }
    }
    return camel;
  }
}

package ai.organized.flywheel.settings;

import java.util.Set;

/**
 * Every setting: its name in the file, its name in the environment, its default, and what it means.
 */
public enum Key {
  DATA_DIR(
      "data-dir", "FLYWHEEL_DATA_DIR", "./data", "folder of the store, the inbox and the clients"),
  CLIENT_DATA_DIR(
      "clients-dir",
      "CLIENT_DATA_DIR",
      "",
      "folder of the clients; empty: clients/ under data-dir"),
  EXPERIMENT_LOG_DIR(
      "experiments-dir",
      "EXPERIMENT_LOG_DIR",
      "",
      "folder where experiment files are dropped; empty: inbox/experiments/ under data-dir"),
  HOST(
      "host",
      "FLYWHEEL_HOST",
      "127.0.0.1",
      "address that the HTTP server listens on; another one than loopback only when there are API keys"),
  PORT("port", "FLYWHEEL_PORT", "8787", "port of the HTTP server, on loopback"),
  MANAGEMENT_PORT(
      "management-port",
      "FLYWHEEL_MANAGEMENT_PORT",
      "8788",
      "port of the health check, on loopback"),
  KEYS_FILE(
      "keys-file",
      "FLYWHEEL_KEYS_FILE",
      "",
      "file of the API keys, hashed; empty: keys.json under data-dir"),
  POLL_SECONDS(
      "poll-seconds", "FLYWHEEL_POLL_SECONDS", "60", "seconds between two looks at a training job"),
  INBOX_MILLIS(
      "inbox-millis",
      "FLYWHEEL_INBOX_MILLIS",
      "1000",
      "milliseconds between two looks at the inbox; a file is taken once it stayed the same that long"),
  OWN_HOSTS(
      "egress.own-hosts",
      "FLYWHEEL_EGRESS_OWN_HOSTS",
      "",
      "hosts (names or CIDR, comma separated) that belong to the user's own network"),
  OUTSIDE_HOSTS(
      "egress.outside-hosts",
      "FLYWHEEL_EGRESS_OUTSIDE_HOSTS",
      "",
      "host:port, comma separated, that count as outside although their address is local: a tunnel or a proxy to a cloud"),
  SCORE_THRESHOLD(
      "dataset.score-threshold",
      "SCORE_THRESHOLD",
      "0.75",
      "score 0 to 1, inclusive, from which an experiment is trained on; a client's config may say its own"),
  MIN_TRAINING_LINES(
      "dataset.min-training-lines",
      "FLYWHEEL_DATASET_MIN_TRAINING_LINES",
      "50",
      "training lines a fine-tune needs after the holdout is taken"),
  HOLDOUT_SHARE(
      "dataset.holdout-share",
      "FLYWHEEL_DATASET_HOLDOUT_SHARE",
      "0.1",
      "share of the lines kept as evaluation questions"),
  MIN_HOLDOUT(
      "dataset.min-holdout", "FLYWHEEL_DATASET_MIN_HOLDOUT", "10", "evaluation questions at least"),
  NEAR_DUPLICATE(
      "dataset.near-duplicate",
      "FLYWHEEL_DATASET_NEAR_DUPLICATE",
      "0.85",
      "share 0 to 1 of their 3-word sequences, or of their words in order, from which two texts are near-duplicates"),
  MAX_DROPPED_SHARE(
      "dataset.max-dropped-share",
      "FLYWHEEL_DATASET_MAX_DROPPED_SHARE",
      "0.4",
      "share of the lines above the threshold that dedup may drop before the build halts"),
  PREFERENCE_MARGIN(
      "dataset.preference-margin",
      "FLYWHEEL_DATASET_PREFERENCE_MARGIN",
      "0.2",
      "score by which the better of two answers to one problem leads, to make a preference pair"),
  REDACTION_KEY(
      "dataset.redaction-key",
      "FLYWHEEL_REDACTION_KEY",
      "",
      "key of the placeholders for personal data, from the environment only; empty: one is made and kept in the store"),
  EMBEDDER(
      "embed.embedder",
      "FLYWHEEL_EMBED_EMBEDDER",
      "minilm",
      "what makes vectors of texts: minilm (in process), lexical, ollama, openai"),
  EMBED_URL(
      "embed.url",
      "FLYWHEEL_EMBED_URL",
      "",
      "base address of the embedder; empty: OLLAMA_HOST for ollama, OPENAI_BASE_URL for openai"),
  EMBED_MODEL(
      "embed.model",
      "FLYWHEEL_EMBED_MODEL",
      "",
      "model of the embedder; empty: all-minilm for ollama, text-embedding-3-small for openai"),
  EMBED_API_KEY(
      "embed.api-key",
      "FLYWHEEL_EMBED_API_KEY",
      "",
      "key of the embedder, from the environment only; empty: OPENAI_API_KEY when embed.url is empty"),
  EMBED_THRESHOLD(
      "embed.threshold",
      "FLYWHEEL_EMBED_THRESHOLD",
      "",
      "cosine 0 to 1 from which two answers say the same; empty: the embedder's own"),
  EMBED_MAX_COMPARED(
      "embed.max-compared",
      "FLYWHEEL_EMBED_MAX_COMPARED",
      "10000",
      "examples up to which meanings are compared, each with each; above it the report says that it was not done"),
  OLLAMA_HOST(
      "ollama.host", "OLLAMA_HOST", "http://127.0.0.1:11434", "address of Ollama, http assumed"),
  OLLAMA_BASE_MODEL(
      "ollama.base-model",
      "FLYWHEEL_OLLAMA_BASE_MODEL",
      "llama3.1:8b",
      "model in Ollama, or a .gguf file of this machine, that a client's model is baked from; also what a trained model is compared with"),
  OLLAMA_EXAMPLES(
      "ollama.examples",
      "FLYWHEEL_OLLAMA_EXAMPLES",
      "8",
      "best examples that are baked into a model which is not trained"),
  CHROMA_URL(
      "chroma.url",
      "CHROMA_URL",
      "",
      "address of a Chroma server that holds the vectors; empty: they are compared in process"),
  OPENAI_API_KEY(
      "openai.api-key",
      "OPENAI_API_KEY",
      "",
      "key of the training and chat provider, from the environment only; empty: the provider is off"),
  OPENAI_BASE_URL(
      "openai.base-url",
      "OPENAI_BASE_URL",
      "https://api.openai.com/v1",
      "base address of OpenAI or of a server that speaks its protocol"),
  OPENAI_AUTH_HEADER(
      "openai.auth-header",
      "FLYWHEEL_OPENAI_AUTH_HEADER",
      "Authorization",
      "header that carries the key: Authorization sends it as a bearer, any other name as it is (Azure: api-key)"),
  OPENAI_MODEL(
      "openai.model",
      "FLYWHEEL_OPENAI_MODEL",
      "gpt-4o-mini-2024-07-18",
      "base model to fine-tune, a dated snapshot"),
  OPENAI_TIMEOUT_SECONDS(
      "openai.timeout-seconds",
      "FLYWHEEL_OPENAI_TIMEOUT_SECONDS",
      "60",
      "seconds to wait for an answer of the provider"),
  TOGETHER_API_KEY(
      "together.api-key",
      "TOGETHER_API_KEY",
      "",
      "key of Together, from the environment only; empty: the provider is off"),
  TOGETHER_BASE_URL(
      "together.base-url",
      "TOGETHER_BASE_URL",
      "https://api.together.ai/v1",
      "base address of Together"),
  TOGETHER_MODEL(
      "together.model",
      "FLYWHEEL_TOGETHER_MODEL",
      "meta-llama/Meta-Llama-3.1-8B-Instruct-Reference",
      "base model that Together fine-tunes"),
  TRAINER_HOST(
      "trainer.host",
      "FLYWHEEL_TRAINER_HOST",
      "",
      "machine that trains, reached by SSH: user@name or user@name:port; empty: there is none"),
  TRAINER_KEY_FILE(
      "trainer.key-file",
      "FLYWHEEL_TRAINER_KEY_FILE",
      "",
      "private key for it; empty: the SSH agent at SSH_AUTH_SOCK"),
  TRAINER_KNOWN_HOSTS(
      "trainer.known-hosts",
      "FLYWHEEL_TRAINER_KNOWN_HOSTS",
      "",
      "file with its host key; empty: known_hosts under .ssh of your home; a host that is not in it is refused"),
  TRAINER_FOLDER(
      "trainer.folder",
      "FLYWHEEL_TRAINER_FOLDER",
      "flywheel",
      "folder there, below the one of the login"),
  TRAINER_TOOLS(
      "trainer.tools",
      "FLYWHEEL_TRAINER_TOOLS",
      "",
      "absolute folder there that holds mlx_lm.lora, mlx_lm.fuse and their python; empty: they are on its PATH"),
  TRAINER_OLLAMA(
      "trainer.ollama",
      "FLYWHEEL_TRAINER_OLLAMA",
      "ollama",
      "the ollama command there; its server is meant by OLLAMA_HOST"),
  MLX_MODEL(
      "mlx.model",
      "FLYWHEEL_MLX_MODEL",
      "mlx-community/Meta-Llama-3.1-8B-Instruct-bf16",
      "base model that MLX trains there: an absolute folder, or a name of the hub"),
  MLX_VERSION(
      "mlx.version",
      "FLYWHEEL_MLX_VERSION",
      "0.31.3",
      "version of mlx-lm that is expected there; another one is refused"),
  MLX_BATCH_SIZE("mlx.batch-size", "FLYWHEEL_MLX_BATCH_SIZE", "4", "lines a training step takes"),
  MLX_LAYERS(
      "mlx.layers", "FLYWHEEL_MLX_LAYERS", "16", "layers that are trained, from the last; -1: all"),
  MLX_LEARNING_RATE("mlx.learning-rate", "FLYWHEEL_MLX_LEARNING_RATE", "0.00001", "learning rate"),
  MLX_QUANTIZE(
      "mlx.quantize",
      "FLYWHEEL_MLX_QUANTIZE",
      "q4_K_M",
      "how Ollama quantizes the trained model: q4_K_M, q4_K_S or q8_0; none: not"),
  TRAIN_PROVIDERS(
      "train.providers",
      "FLYWHEEL_TRAIN_PROVIDERS",
      "openai,together,mlx,ollama",
      "who may train, comma separated; of those on a track the first that can do it is taken"),
  TRAIN_EPOCHS(
      "train.epochs",
      "FLYWHEEL_TRAIN_EPOCHS",
      "",
      "times the training goes through the lines; empty: the provider's own choice, 3 for MLX"),
  TRAIN_LONGEST_HOURS(
      "train.longest-hours",
      "FLYWHEEL_TRAIN_LONGEST_HOURS",
      "24",
      "hours after which a training that does not end is cancelled"),
  TRAIN_CLIENT_BUDGET(
      "train.client-budget-usd",
      "FLYWHEEL_TRAIN_CLIENT_BUDGET_USD",
      "50",
      "USD that trainings of one client may cost in a calendar month; none: no limit"),
  TRAIN_TOTAL_BUDGET(
      "train.total-budget-usd",
      "FLYWHEEL_TRAIN_TOTAL_BUDGET_USD",
      "500",
      "USD that all trainings may cost in a calendar month; none: no limit"),
  REGRESSION_TOLERANCE(
      "evaluate.regression-tolerance",
      "EVAL_REGRESSION_TOLERANCE",
      "0.05",
      "how far below the champion's eval score a new model may lie"),
  FIRST_MODEL_MIN_SCORE(
      "evaluate.first-model-min-score",
      "FLYWHEEL_EVALUATE_FIRST_MODEL_MIN_SCORE",
      "0.4",
      "eval score that a client's first model must reach"),
  WORST_LOSS(
      "evaluate.worst-loss",
      "FLYWHEEL_EVALUATE_WORST_LOSS",
      "0.2",
      "loss of eval score that must be ruled out before a new model answers"),
  RISK(
      "evaluate.risk",
      "FLYWHEEL_EVALUATE_RISK",
      "0.02",
      "probability 0 to 1 of letting such a loss pass that is accepted"),
  HOLD_ON_NOISE(
      "evaluate.hold-on-noise",
      "FLYWHEEL_EVALUATE_HOLD_ON_NOISE",
      "true",
      "whether a model waits for a person when its score may be noise; false: the score alone decides"),
  BASELINE(
      "evaluate.baseline",
      "FLYWHEEL_EVALUATE_BASELINE",
      "true",
      "whether the untuned base is asked the same questions, and may not be better"),
  SAMPLES(
      "evaluate.samples",
      "FLYWHEEL_EVALUATE_SAMPLES",
      "1",
      "answers to each question; more than one needs a temperature above 0"),
  TEMPERATURE(
      "evaluate.temperature",
      "FLYWHEEL_EVALUATE_TEMPERATURE",
      "0",
      "temperature 0 to 1 that models are evaluated with"),
  ANSWER_TIMEOUT_SECONDS(
      "evaluate.answer-timeout-seconds",
      "FLYWHEEL_EVALUATE_ANSWER_TIMEOUT_SECONDS",
      "120",
      "seconds that one answer may take"),
  JUDGE_MODEL(
      "evaluate.judge-model",
      "FLYWHEEL_EVALUATE_JUDGE_MODEL",
      "",
      "provider/model that compares answers beside the score, such as ollama/llama3.1:70b; it never decides; empty: none"),
  EVALUATE_SCHEDULE(
      "evaluate.schedule",
      "FLYWHEEL_EVALUATE_SCHEDULE",
      "0 0 4 ? * MON",
      "Quartz cron expression, UTC, that asks whether the models which answer are still better than those before"),
  REQUESTS_PER_MINUTE(
      "serve.requests-per-minute",
      "FLYWHEEL_SERVE_REQUESTS_PER_MINUTE",
      "600",
      "requests that one API key may send in a minute; none: no limit"),
  FIRST_BYTE_SECONDS(
      "serve.first-byte-seconds",
      "FLYWHEEL_SERVE_FIRST_BYTE_SECONDS",
      "120",
      "seconds that a model may take to begin its answer"),
  IDLE_SECONDS(
      "serve.idle-seconds",
      "FLYWHEEL_SERVE_IDLE_SECONDS",
      "60",
      "seconds that a model may be silent within an answer"),
  UPSTREAM_CONNECTIONS(
      "serve.connections",
      "FLYWHEEL_SERVE_CONNECTIONS",
      "256",
      "connections that the gateway opens to one server of models, shared out among the cores, 32 each at least"),
  FALLBACK(
      "serve.fallback",
      "FLYWHEEL_SERVE_FALLBACK",
      "rag_context",
      "what answers when a client has no model or it fails: rag_context (a base model with account state and past solutions), base_model (with the account state alone), error; a client's config may say its own"),
  FALLBACK_MODEL(
      "serve.fallback-model",
      "FLYWHEEL_SERVE_FALLBACK_MODEL",
      "",
      "provider/model that answers then, such as ollama/llama3.1:8b; empty: OpenAI's base model when the client's data may leave, else Ollama's"),
  FALLBACK_EXAMPLES(
      "serve.examples",
      "FLYWHEEL_SERVE_EXAMPLES",
      "5",
      "nearest past solutions that rag_context gives along"),
  TEXT_DAYS(
      "serve.text-days",
      "FLYWHEEL_SERVE_TEXT_DAYS",
      "90",
      "days after which kept questions and answers are deleted; they are kept for clients whose config says store_texts: true"),
  RETRAIN_DELTA(
      "cycle.retrain-delta",
      "FLYWHEEL_CYCLE_RETRAIN_DELTA",
      "20",
      "new lines since the last dataset that ask for a new model"),
  SETTLE_MILLIS(
      "cycle.settle-millis",
      "FLYWHEEL_CYCLE_SETTLE_MILLIS",
      "1000",
      "milliseconds of quiet after a drop before the question is asked, so that drops close together are one question"),
  SCHEDULE(
      "cycle.schedule",
      "FLYWHEEL_CYCLE_SCHEDULE",
      "0 0 2 ? * MON",
      "Quartz cron expression, UTC, that asks for every client"),
  COOL_DOWN_MINUTES(
      "cycle.cool-down-minutes",
      "FLYWHEEL_CYCLE_COOL_DOWN_MINUTES",
      "60",
      "minutes after a new version was begun before the loop begins another one of that client"),
  MAX_VERSIONS(
      "cycle.max-versions",
      "FLYWHEEL_CYCLE_MAX_VERSIONS",
      "5",
      "versions of a client whose models are kept on own hardware; the older ones are removed there"),
  DRIFT_SCHEDULE(
      "drift.schedule",
      "FLYWHEEL_DRIFT_SCHEDULE",
      "0 0 3 ? * *",
      "Quartz cron expression, UTC, that asks the models golden prompts and the providers when models stop"),
  DRIFT_ROLLBACK(
      "drift.rollback",
      "FLYWHEEL_DRIFT_ROLLBACK",
      "true",
      "whether a model that became worse in use is rolled back by itself; false: people are told"),
  MIGRATE_DAYS(
      "drift.migrate-days",
      "FLYWHEEL_DRIFT_MIGRATE_DAYS",
      "30",
      "days before a model is switched off by its provider from which another one trains its successor; 0: people are told"),
  ACCOUNT_SCHEDULE(
      "account.schedule",
      "FLYWHEEL_ACCOUNT_SCHEDULE",
      "0 0 1 ? * *",
      "Quartz cron expression, UTC, that collects every client's account state"),
  ACCOUNT_TIMEOUT_SECONDS(
      "account.timeout-seconds",
      "FLYWHEEL_ACCOUNT_TIMEOUT_SECONDS",
      "60",
      "seconds that one source of one client may take, all its questions together"),
  ACCOUNT_FRESH_MINUTES(
      "account.fresh-minutes",
      "FLYWHEEL_ACCOUNT_FRESH_MINUTES",
      "15",
      "minutes for which a drop does not ask the sources again"),
  GTM_MCP_URL(
      "gtm.mcp-url",
      "GTM_MCP_URL",
      "",
      "address of an MCP server for Tag Manager, spoken over Streamable HTTP; empty: not asked"),
  GTM_MCP_TOKEN(
      "gtm.mcp-token", "GTM_MCP_TOKEN", "", "its bearer token, from the environment only"),
  GTM_MCP_HEADERS(
      "gtm.mcp-headers",
      "GTM_MCP_HEADERS",
      "",
      "its headers, from the environment only: Name: value pairs with | between them"),
  GOOGLE_ADS_MCP_URL(
      "google-ads.mcp-url",
      "GOOGLE_ADS_MCP_URL",
      "",
      "address of an MCP server for Google Ads, spoken over Streamable HTTP; empty: not asked"),
  GOOGLE_ADS_MCP_TOKEN(
      "google-ads.mcp-token",
      "GOOGLE_ADS_MCP_TOKEN",
      "",
      "its bearer token, from the environment only"),
  GOOGLE_ADS_MCP_HEADERS(
      "google-ads.mcp-headers",
      "GOOGLE_ADS_MCP_HEADERS",
      "",
      "its headers, from the environment only: Name: value pairs with | between them"),
  META_MCP_URL(
      "meta.mcp-url",
      "META_MCP_URL",
      "",
      "address of an MCP server for Meta, spoken over Streamable HTTP; empty: not asked"),
  META_MCP_TOKEN(
      "meta.mcp-token", "META_MCP_TOKEN", "", "its bearer token, from the environment only"),
  META_MCP_HEADERS(
      "meta.mcp-headers",
      "META_MCP_HEADERS",
      "",
      "its headers, from the environment only: Name: value pairs with | between them"),
  STAPE_MCP_URL(
      "stape.mcp-url",
      "STAPE_MCP_URL",
      "",
      "address of an MCP server for Stape, spoken over Streamable HTTP; empty: not asked"),
  STAPE_MCP_TOKEN(
      "stape.mcp-token", "STAPE_MCP_TOKEN", "", "its bearer token, from the environment only"),
  STAPE_MCP_HEADERS(
      "stape.mcp-headers",
      "STAPE_MCP_HEADERS",
      "",
      "its headers, from the environment only: Name: value pairs with | between them"),
  META_ACCESS_TOKEN(
      "meta.access-token",
      "META_ACCESS_TOKEN",
      "",
      "token for Meta's Graph API, from the environment only; empty: pixel events and audiences that no tool tells stay unknown"),
  META_GRAPH_URL(
      "meta.graph-url",
      "FLYWHEEL_META_GRAPH_URL",
      "https://graph.facebook.com/v25.0",
      "base address of the Graph API, with its version"),
  CLAUDE_MEM_DB_PATH(
      "claude-mem.db-path",
      "CLAUDE_MEM_DB_PATH",
      "",
      "SQLite file of claude-mem, read only; empty: its HTTP port is asked"),
  CLAUDE_MEM_URL(
      "claude-mem.url",
      "CLAUDE_MEM_URL",
      "",
      "address of claude-mem's worker; empty and no file: memory is not read"),
  SLACK_WEBHOOK_URL(
      "slack.webhook-url",
      "SLACK_WEBHOOK_URL",
      "",
      "address of the Slack webhook, from the environment only; empty: messages go to the log");

  private static final Set<Key> SECRETS =
      Set.of(
          OPENAI_API_KEY,
          TOGETHER_API_KEY,
          EMBED_API_KEY,
          REDACTION_KEY,
          SLACK_WEBHOOK_URL,
          META_ACCESS_TOKEN,
          GTM_MCP_TOKEN,
          GTM_MCP_HEADERS,
          GOOGLE_ADS_MCP_TOKEN,
          GOOGLE_ADS_MCP_HEADERS,
          META_MCP_TOKEN,
          META_MCP_HEADERS,
          STAPE_MCP_TOKEN,
          STAPE_MCP_HEADERS);

  private final String property;
  private final String environment;
  private final String fallback;
  private final String meaning;

  Key(String property, String environment, String fallback, String meaning) {
    this.property = "flywheel." + property;
    this.environment = environment;
    this.fallback = fallback;
    this.meaning = meaning;
  }

  /** Name in {@code config/application.properties}; routes use it as a placeholder. */
  public String property() {
    return property;
  }

  public String environment() {
    return environment;
  }

  public String fallback() {
    return fallback;
  }

  public String meaning() {
    return meaning;
  }

  /** A secret is read from the environment only and never written anywhere. */
  public boolean secret() {
    return SECRETS.contains(this);
  }
}

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
  PORT("port", "FLYWHEEL_PORT", "8787", "port of the HTTP server, on loopback"),
  MANAGEMENT_PORT(
      "management-port",
      "FLYWHEEL_MANAGEMENT_PORT",
      "8788",
      "port of the health check, on loopback"),
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

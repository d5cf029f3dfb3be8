package ai.organized.flywheel.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Everything that can be set, one record a feature.
 *
 * @param slackWebhook for clients without one of their own
 * @param slackWebhooks by the client's id in upper case with {@code _} for {@code -}
 * @param placeholders the same values as texts, by property name, for the routes; no secrets
 */
public record Settings(
    Places places,
    Server server,
    Egress egress,
    DatasetRules dataset,
    Embedding embedding,
    OpenAi openAi,
    Together together,
    Ollama ollama,
    Trainer trainer,
    Mlx mlx,
    Training training,
    EvaluationRules evaluation,
    CycleRules cycle,
    Serve serve,
    Drift drift,
    Accounts accounts,
    Secret slackWebhook,
    Map<String, Secret> slackWebhooks,
    Map<String, String> placeholders) {

  /** The webhook of a client's own channel, or the common one. */
  public Secret slackWebhook(String clientId) {
    String name = clientId.toUpperCase(Locale.ROOT).replace('-', '_');
    return slackWebhooks.getOrDefault(name, slackWebhook);
  }

  /** Where things lie on disk; all paths absolute. */
  public record Places(Path home, Path data, Path clients, Path experimentInbox) {
    public Path store() {
      return data.resolve("flywheel.sqlite");
    }

    public Path gtmInbox() {
      return data.resolve("inbox").resolve("gtm");
    }

    public Path routes() {
      return home.resolve("routes");
    }
  }

  /**
   * Where the HTTP server listens, and how often the inbox is looked at.
   *
   * @param host address; the management port is on loopback always
   * @param keysFile file of the API keys; without one the door is open on loopback
   */
  public record Server(
      String host, int port, int managementPort, Path keysFile, Duration inboxInterval) {}

  /** Which addresses are the user's own; an outside host wins over an own one. */
  public record Egress(List<String> ownHosts, List<String> outsideHosts) {}

  /** How experiments become lines. */
  public record DatasetRules(
      double scoreThreshold,
      int minTrainingLines,
      double holdoutShare,
      int minHoldout,
      double nearDuplicate,
      double maxDroppedShare,
      double preferenceMargin,
      Secret redactionKey) {}

  /**
   * What makes vectors of texts, and how they are compared.
   *
   * @param url base address without a slash at its end; of no meaning to what runs in process
   * @param model empty: the embedder's own
   * @param threshold cosine from which two answers say the same; empty: the embedder's own
   * @param maxCompared examples up to which each is compared with each
   * @param chroma server that holds the vectors; empty: they are compared in process
   */
  public record Embedding(
      Kind kind,
      URI url,
      String model,
      Secret apiKey,
      OptionalDouble threshold,
      int maxCompared,
      Optional<URI> chroma) {
    /** The ways to make a vector of a text. */
    public enum Kind {
      MINILM,
      LEXICAL,
      OLLAMA,
      OPENAI
    }
  }

  /**
   * OpenAI, or a server that speaks its protocol.
   *
   * @param authHeader {@code Authorization} carries the key as a bearer, any other as it is
   */
  public record OpenAi(
      Secret apiKey,
      String authHeader,
      URI baseUrl,
      String model,
      Duration timeout,
      Duration poll) {
    public boolean isOn() {
      return apiKey.isSet();
    }

    /** Value of the header that carries the key. */
    public String authorization() {
      return (authHeader.equalsIgnoreCase("Authorization") ? "Bearer " : "") + apiKey.value();
    }
  }

  /** Together, which trains open models. */
  public record Together(Secret apiKey, URI baseUrl, String model) {
    public boolean isOn() {
      return apiKey.isSet();
    }

    public String authorization() {
      return "Bearer " + apiKey.value();
    }
  }

  /**
   * Ollama, which serves what own hardware trained.
   *
   * @param baseModel what a model is baked from: one that is there, or a {@code .gguf} file here
   * @param examples how many are baked in
   */
  public record Ollama(URI host, String baseModel, int examples) {}

  /**
   * The machine that trains.
   *
   * @param host {@code user@name} or {@code user@name:port}; empty: there is none
   * @param keyFile private key; empty: the SSH agent
   * @param folder there, below the one of the login
   * @param tools absolute folder there of the MLX tools; empty: on its PATH
   * @param ollama the command there
   */
  public record Trainer(
      String host,
      Optional<Path> keyFile,
      Path knownHosts,
      String folder,
      String tools,
      String ollama) {
    public boolean isOn() {
      return !host.isEmpty();
    }
  }

  /**
   * How MLX trains.
   *
   * @param model absolute folder on the trainer, or a name of the hub
   * @param version of mlx-lm, no other is used
   * @param layers from the last; -1: all
   * @param quantize as Ollama names it; empty: not
   */
  public record Mlx(
      String model,
      String version,
      int batchSize,
      int layers,
      double learningRate,
      String quantize) {}

  /**
   * What holds for every training.
   *
   * @param providers in the order in which they are preferred
   * @param epochs empty: the provider's own choice
   * @param longest after which one that does not end is cancelled
   * @param clientBudget USD of one client in a calendar month; empty: no limit
   * @param totalBudget USD of all clients in a calendar month; empty: no limit
   */
  public record Training(
      List<String> providers,
      OptionalInt epochs,
      Duration longest,
      OptionalDouble clientBudget,
      OptionalDouble totalBudget) {}

  /**
   * When a model may answer.
   *
   * @param regressionTolerance how far below the champion's score a new one may lie
   * @param worstLoss loss of score that must be ruled out before a new model answers
   * @param risk probability of letting such a loss pass
   * @param holdOnNoise whether what may be noise waits for a person
   * @param baseline whether the untuned base is asked too
   * @param judgeModel {@code provider/model}; empty: none
   * @param schedule Quartz cron expression
   */
  public record EvaluationRules(
      double regressionTolerance,
      double firstModelMinScore,
      double worstLoss,
      double risk,
      boolean holdOnNoise,
      boolean baseline,
      int samples,
      double temperature,
      Duration answerTimeout,
      String judgeModel,
      String schedule) {}

  /**
   * When a client asks for a new model.
   *
   * @param coolDown between two versions that the loop begins by itself
   * @param maxVersions whose models are kept on own hardware
   */
  public record CycleRules(
      int retrainDelta, Duration settle, String schedule, Duration coolDown, int maxVersions) {}

  /**
   * How callers are answered.
   *
   * @param requestsPerMinute of one API key; empty: no limit
   * @param firstByte longest wait for an answer to begin
   * @param idle longest silence within an answer
   * @param connections to one server of models
   * @param fallback {@code rag_context}, {@code base_model} or {@code error}
   * @param fallbackModel {@code provider/model}; empty: by the client's egress
   * @param examples nearest past solutions given along
   * @param keepTexts how long kept questions and answers stay
   */
  public record Serve(
      OptionalInt requestsPerMinute,
      Duration firstByte,
      Duration idle,
      int connections,
      String fallback,
      String fallbackModel,
      int examples,
      Duration keepTexts) {}

  /**
   * How models that answer are watched.
   *
   * @param schedule Quartz cron expression
   * @param rollback whether one that became worse is rolled back without a person
   * @param migrate how long before its end a model's successor is trained elsewhere; zero: never
   */
  public record Drift(String schedule, boolean rollback, Duration migrate) {}

  /**
   * Where account state comes from.
   *
   * @param metaAccessToken for the Graph API; without it pixel events stay unknown
   * @param claudeMemDatabase file of claude-mem; wins over its address
   * @param timeout for one source of one client, all its questions together
   * @param fresh how long what a source told is not asked for again by a drop
   * @param schedule Quartz cron expression
   */
  public record Accounts(
      ToolServer gtm,
      ToolServer googleAds,
      ToolServer meta,
      ToolServer stape,
      Secret metaAccessToken,
      URI metaGraph,
      Optional<Path> claudeMemDatabase,
      Optional<URI> claudeMem,
      Duration timeout,
      Duration fresh,
      String schedule) {}

  /**
   * A server of the Model Context Protocol.
   *
   * @param address empty: the source is not read through one
   * @param token sent as {@code Authorization: Bearer}
   * @param headers {@code Name: value} pairs with {@code |} between them
   */
  public record ToolServer(Optional<URI> address, Secret token, Secret headers) {}
}

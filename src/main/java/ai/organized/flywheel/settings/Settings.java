package ai.organized.flywheel.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that can be set, one record a feature.
 *
 * @param placeholders the same values as texts, by property name, for the routes; no secrets
 */
public record Settings(
    Places places,
    Server server,
    Egress egress,
    DatasetRules dataset,
    Embedding embedding,
    OpenAi openAi,
    EvaluationRules evaluation,
    CycleRules cycle,
    Accounts accounts,
    Secret slackWebhook,
    Map<String, String> placeholders) {

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

  /** Ports on loopback, and how often the inbox is looked at. */
  public record Server(int port, int managementPort, Duration inboxInterval) {}

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

  /** The provider that trains and answers. */
  public record OpenAi(Secret apiKey, URI baseUrl, String model, Duration timeout, Duration poll) {
    public boolean isOn() {
      return apiKey.isSet();
    }
  }

  /** When a model may answer. */
  public record EvaluationRules(double regressionTolerance, double firstModelMinScore) {}

  /** When a client asks for a new model. */
  public record CycleRules(int retrainDelta, Duration settle, String schedule) {}

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

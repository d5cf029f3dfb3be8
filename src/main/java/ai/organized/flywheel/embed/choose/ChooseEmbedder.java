package ai.organized.flywheel.embed.choose;

import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.embed.CachedEmbedder;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.LexicalEmbedder;
import ai.organized.flywheel.embed.minilm.MiniLmEmbedder;
import ai.organized.flywheel.embed.ollama.OllamaEmbedder;
import ai.organized.flywheel.embed.openai.OpenAiEmbedder;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Settings.Embedding;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Jdbi;

/** The embedder that the settings name, with its cache and the user's threshold. */
public final class ChooseEmbedder {
  private final Clients clients;
  private final Function<RemoteCall, RemoteReply> send;
  private final Jdbi jdbi;

  /**
   * @param clients say whose data may leave
   * @param send passes the egress guard
   * @param jdbi of the store, where vectors are kept
   */
  public ChooseEmbedder(Clients clients, Function<RemoteCall, RemoteReply> send, Jdbi jdbi) {
    this.clients = clients;
    this.send = send;
    this.jdbi = jdbi;
  }

  /** Loads and asks nothing yet. */
  public Embedder from(Embedding settings) {
    return from(settings, texts -> {});
  }

  /**
   * @param progress is told, as it goes, how many of the different texts of a call have a vector
   */
  public Embedder from(Embedding settings, LongConsumer progress) {
    Embedder plain = plain(settings);
    // It is quicker than the store, where each vector would take 16 kB.
    return settings.kind() == Embedding.Kind.LEXICAL
        ? withThreshold(plain, settings)
        : withThreshold(new CachedEmbedder(plain, jdbi, progress), settings);
  }

  /** For texts of which nothing is kept: a vector tells what its text was about. */
  public Embedder keepingNothing(Embedding settings) {
    return withThreshold(plain(settings), settings);
  }

  private Embedder plain(Embedding settings) {
    return switch (settings.kind()) {
      case LEXICAL -> new LexicalEmbedder();
      case MINILM -> new MiniLmEmbedder();
      case OLLAMA -> ollama(settings);
      case OPENAI -> openAi(settings);
    };
  }

  private static Embedder withThreshold(Embedder chosen, Embedding settings) {
    return settings.threshold().isPresent()
        ? new WithThreshold(chosen, settings.threshold().getAsDouble())
        : chosen;
  }

  private Embedder ollama(Embedding settings) {
    return new OllamaEmbedder(
        settings.url(), or(settings.model(), OllamaEmbedder.DEFAULT_MODEL), clients, send);
  }

  private Embedder openAi(Embedding settings) {
    return new OpenAiEmbedder(
        settings.url(),
        or(settings.model(), OpenAiEmbedder.DEFAULT_MODEL),
        settings.apiKey(),
        send);
  }

  private static String or(String model, String otherwise) {
    return model.isEmpty() ? otherwise : model;
  }
}

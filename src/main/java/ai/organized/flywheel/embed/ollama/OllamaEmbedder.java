package ai.organized.flywheel.embed.ollama;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.embed.AskInBatches;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.UnitVector;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Vectors from Ollama's {@code /api/embed}.
 *
 * <p>Ollama can pass a model's requests on to another host. Before the text of a client whose data
 * may not leave goes to it, it is asked whether it does so with this model; such a one is refused.
 */
public final class OllamaEmbedder implements Embedder {
  public static final String DEFAULT_MODEL = "all-minilm";

  /** On a processor alone a text takes 10 to 200 ms, and a request should take seconds. */
  private static final int MOST_TEXTS = 32;

  private static final int MOST_BYTES = 32_000;

  /** What is longer than a model's context is cut off silently, and the smallest has 256 tokens. */
  private static final int LONGEST_PIECE = 1_000;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  /** Measured for all-MiniLM-L6-v2, which is the default here too. */
  private static final double THRESHOLD = 0.92;

  private final URI base;
  private final String model;
  private final Clients clients;
  private final Function<RemoteCall, RemoteReply> send;
  private final AskInBatches batches = new AskInBatches(MOST_TEXTS, MOST_BYTES, LONGEST_PIECE);

  /**
   * @param base without a slash at its end: {@code http://127.0.0.1:11434}
   * @param model as one types it for Ollama; without a tag, {@code latest} is meant
   * @param clients say whose data may leave
   * @param send passes the egress guard
   */
  public OllamaEmbedder(
      URI base, String model, Clients clients, Function<RemoteCall, RemoteReply> send) {
    this.base = base;
    this.model = tagged(model);
    this.clients = clients;
    this.send = send;
  }

  private static String tagged(String model) {
    return model.indexOf(':', model.lastIndexOf('/') + 1) < 0 ? model + ":latest" : model;
  }

  @Override
  public String fingerprint() {
    return "ollama/" + model;
  }

  @Override
  public double threshold() {
    return THRESHOLD;
  }

  /**
   * @throws RefusedException when the server refuses, answers what cannot be used, or would pass on
   *     what may not leave
   */
  @Override
  public List<float[]> embed(ClientId client, List<String> texts) {
    return batches.vectors(texts, batch -> ask(client, batch));
  }

  private List<float[]> ask(ClientId client, List<String> texts) {
    // Each time: a model can be replaced under its name between two requests.
    if (!clients.config(client).egressAllowed()) {
      requireLocalModel(client);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
    ArrayNode input = body.putArray("input");
    texts.forEach(input::add);
    JsonNode answers =
        reply(RemoteCall.postJson(client, at("/api/embed"), "", body.toString()), texts)
            .path("embeddings");
    List<float[]> vectors = new ArrayList<>();
    answers.forEach(answer -> vectors.add(UnitVector.of(answer)));
    return vectors;
  }

  private void requireLocalModel(ClientId client) {
    for (JsonNode known :
        reply(RemoteCall.get(client, at("/api/tags"), ""), List.of()).path("models")) {
      if (known.path("name").asText().equalsIgnoreCase(model)) {
        requireLocal(client, known);
        return;
      }
    }
    throw new RefusedException(
        "model_not_found",
        "Ollama at " + place() + " has no model " + model + ". Type: ollama pull " + model);
  }

  private void requireLocal(ClientId client, JsonNode known) {
    if (known.hasNonNull("remote_host") && !known.path("remote_host").asText().isEmpty()) {
      throw new RefusedException(
          403,
          "egress_refused",
          "data of client "
              + client
              + " may not leave, and Ollama passes "
              + model
              + " on to another host; set FLYWHEEL_EMBED_MODEL to a model that runs on it");
    }
  }

  private JsonNode reply(RemoteCall call, List<String> texts) {
    RemoteReply reply = send.apply(call.until(Deadline.in(LONGEST_WAIT)));
    return ReadOllamaReply.read(place(), model, texts, reply);
  }

  private URI at(String path) {
    return URI.create(base + path);
  }

  private String place() {
    return base.getScheme() + "://" + base.getAuthority();
  }
}

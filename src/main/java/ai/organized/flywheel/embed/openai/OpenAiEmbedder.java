package ai.organized.flywheel.embed.openai;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.embed.AskInBatches;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.UnitVector;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Vectors from OpenAI's {@code /v1/embeddings}, or a server that speaks its protocol. */
public final class OpenAiEmbedder implements Embedder {
  public static final String DEFAULT_MODEL = "text-embedding-3-small";

  /** As numbers, a vector of 3,072 parts is 70 kB: more would be too long a reply to read. */
  private static final int MOST_TEXTS = 64;

  /** The service takes 300,000 tokens a request and 8,192 a text; a token has a byte or more. */
  private static final int MOST_BYTES = 300_000;

  private static final int LONGEST_PIECE = 8_000;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  /** Not measured for this family: the one of the embedder that was. */
  private static final double THRESHOLD = 0.92;

  private final URI base;
  private final String model;
  private final Secret apiKey;
  private final Function<RemoteCall, RemoteReply> send;
  private final AskInBatches batches = new AskInBatches(MOST_TEXTS, MOST_BYTES, LONGEST_PIECE);

  /**
   * @param base with its version, without a slash at its end: {@code https://api.openai.com/v1}
   * @param apiKey may be empty: a server of one's own may want none
   * @param send passes the egress guard
   */
  public OpenAiEmbedder(
      URI base, String model, Secret apiKey, Function<RemoteCall, RemoteReply> send) {
    this.base = base;
    this.model = model;
    this.apiKey = apiKey;
    this.send = send;
  }

  /** With the server: any of them may call its only model by a name that another uses too. */
  @Override
  public String fingerprint() {
    return "openai/" + model + "@" + base.getAuthority();
  }

  @Override
  public double threshold() {
    return THRESHOLD;
  }

  /**
   * @throws RefusedException when the server refuses, or answers what cannot be used
   */
  @Override
  public List<float[]> embed(ClientId client, List<String> texts) {
    return batches.vectors(texts, batch -> ask(client, batch));
  }

  private List<float[]> ask(ClientId client, List<String> texts) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", model).put("encoding_format", "float");
    ArrayNode input = body.putArray("input");
    texts.forEach(input::add);
    RemoteCall call =
        RemoteCall.postJson(
            client,
            URI.create(base + "/embeddings"),
            apiKey.isSet() ? "Bearer " + apiKey.value() : "",
            body.toString());
    RemoteReply reply = send.apply(call.until(Deadline.in(LONGEST_WAIT)));
    return vectors(ReadOpenAiReply.read(call.place(), model, texts, reply), texts.size());
  }

  /** Each at the place that its index names. */
  private static List<float[]> vectors(JsonNode reply, int texts) {
    JsonNode answers = reply.path("data");
    float[][] vectors = new float[texts][];
    for (JsonNode answer : answers) {
      int index = answer.path("index").asInt(-1);
      if (index < 0 || index >= texts || vectors[index] != null) {
        throw refused("a vector with the index " + index + " of " + texts);
      }
      vectors[index] = UnitVector.of(answer.path("embedding"));
    }
    if (answers.size() != texts) {
      throw refused(answers.size() + " vectors to " + texts + " texts");
    }
    return Arrays.asList(vectors);
  }

  private static RefusedException refused(String what) {
    return new RefusedException("embedder_reply", "The embedder answered " + what);
  }
}

package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.embed.InProcessEmbedder;
import ai.organized.flywheel.sandbox.http.Ids;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The endpoints under {@code /v1}: who may call, and what answers where.
 *
 * <p>Under {@code /openai/v1} the same rooms have Azure's manners: the key comes in the header
 * {@code api-key}, and a job may carry a {@code trainingType}.
 */
public final class OpenAiApi {
  private record Endpoint(String method, Pattern path, BiFunction<Request, String, Reply> answer) {}

  private static final String AZURE = "/openai/v1/";

  private final String apiKey;
  private final Circumstances circumstances = new Circumstances();
  private final FineTuningJobs jobs;
  private final List<Endpoint> endpoints;

  /**
   * @param apiKey the only Bearer key that is let in
   * @param clock dates everything that is handed out and moves the training on
   * @param trainingTime from creation of a job to its end
   * @param embedder decides which training example is nearest to a question, and makes vectors
   */
  public OpenAiApi(String apiKey, Clock clock, Duration trainingTime, InProcessEmbedder embedder) {
    this.apiKey = apiKey;
    UploadedFiles files = new UploadedFiles(clock);
    this.jobs = new FineTuningJobs(clock, trainingTime, embedder, files, circumstances);
    Voice untrained = new UntrainedModel(embedder);
    ChatCompletions chat = new ChatCompletions(clock, model -> voice(model, untrained));
    this.endpoints =
        List.of(
            endpoint("POST", "files", files::upload),
            endpoint("GET", "files", files::list),
            endpointOfOne("GET", "files/{id}", files::show),
            endpointOfOne("GET", "files/{id}/content", files::content),
            endpointOfOne("DELETE", "files/{id}", files::delete),
            endpoint("POST", "fine_tuning/jobs", jobs::create),
            endpoint("GET", "fine_tuning/jobs", jobs::list),
            endpointOfOne("GET", "fine_tuning/jobs/{id}", jobs::poll),
            endpointOfOne("GET", "fine_tuning/jobs/{id}/events", jobs::events),
            endpointOfOne("GET", "fine_tuning/jobs/{id}/checkpoints", jobs::checkpoints),
            endpointOfOne("POST", "fine_tuning/jobs/{id}/cancel", jobs::cancel),
            endpoint("POST", "chat/completions", chat::answer),
            endpoint("POST", "embeddings", new Embeddings(embedder)::answer),
            endpoint("GET", "models", request -> models()));
  }

  private static Endpoint endpoint(String method, String path, Function<Request, Reply> answer) {
    return endpointOfOne(method, path, (request, id) -> answer.apply(request));
  }

  private static Endpoint endpointOfOne(
      String method, String path, BiFunction<Request, String, Reply> answer) {
    Pattern pattern = Pattern.compile("(?:/openai)?/v1/" + path.replace("{id}", "(?<id>[^/]+)"));
    return new Endpoint(method, pattern, answer);
  }

  public Reply answer(Request request) {
    Reply reply;
    try {
      requireKey(request);
      reply = route(request);
    } catch (OpenAiError refusal) {
      reply = refusal.reply();
    }
    return reply.with(Map.of("x-request-id", Ids.next("req_", 32)));
  }

  /** What is being played here, to be changed from outside. */
  public Circumstances circumstances() {
    return circumstances;
  }

  private Voice voice(String model, Voice untrained) {
    requireMoney(circumstances);
    return jobs.model(model)
        .map(trained -> (Voice) trained)
        .or(() -> Optional.of(untrained).filter(any -> BaseModels.ALL.contains(model)))
        .orElseThrow(
            () ->
                new OpenAiError(
                    404,
                    "The model `" + model + "` does not exist or you do not have access to it.",
                    null,
                    "model_not_found"));
  }

  /** A 429 that no waiting helps against. */
  static void requireMoney(Circumstances circumstances) {
    if (circumstances.accountIsEmpty()) {
      throw new OpenAiError(
          429,
          "You exceeded your current quota, please check your plan and billing details.",
          null,
          "credit_balance_exhausted");
    }
  }

  private void requireKey(Request request) {
    if (request.path().startsWith(AZURE)) {
      requireAzureKey(request);
      return;
    }
    String sent = request.header("authorization").orElse("");
    if (!sent.startsWith("Bearer ")) {
      throw new OpenAiError(
          401,
          "You didn't provide an API key. You need to provide your API key in an Authorization"
              + " header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
          null,
          null);
    }
    if (!sent.equals("Bearer " + apiKey)) {
      throw new OpenAiError(
          401,
          "Incorrect API key provided: "
              + masked(sent.substring("Bearer ".length()))
              + ". You can find your API key at https://platform.openai.com/account/api-keys.",
          null,
          "invalid_api_key");
    }
  }

  private void requireAzureKey(Request request) {
    if (!request.header("api-key").equals(Optional.of(apiKey))) {
      throw new OpenAiError(
          401,
          "Access denied due to invalid subscription key or wrong API endpoint. Make sure to"
              + " provide a valid key for an active subscription and use a correct regional API"
              + " endpoint for your resource.",
          null,
          "401");
    }
  }

  /** As the service shows a wrong key: its two ends, or nothing of a short one. */
  private static String masked(String key) {
    return key.length() < 12
        ? "*".repeat(key.length())
        : key.substring(0, 4) + "****" + key.substring(key.length() - 4);
  }

  private Reply route(Request request) {
    boolean pathIsKnown = false;
    for (Endpoint endpoint : endpoints) {
      Matcher path = endpoint.path().matcher(request.path());
      if (path.matches()) {
        pathIsKnown = true;
        if (endpoint.method().equals(request.method())) {
          boolean ofOne = endpoint.path().pattern().contains("<id>");
          return endpoint.answer().apply(request, ofOne ? path.group("id") : "");
        }
      }
    }
    if (pathIsKnown) {
      throw new OpenAiError(
          405,
          "Not allowed to " + request.method() + " on " + request.path() + ".",
          null,
          "method_not_supported");
    }
    return unknownUrl(request);
  }

  public static Reply unknownUrl(Request request) {
    String why = "Invalid URL (" + request.method() + " " + request.path() + ")";
    return new OpenAiError(404, why, null, "unknown_url").reply();
  }

  /** The body of an error that names neither a parameter nor a code. */
  public static Reply refusal(int status, String why) {
    return new OpenAiError(status, why, null, null).reply();
  }

  /** With {@code shutdown_date} only on demand: the stand-in outlives what it stands for. */
  private Reply models() {
    ObjectNode list = Json.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (String base : BaseModels.ALL) {
      data.add(model(base, BaseModels.CREATED, "system"));
    }
    for (String embedding : Embeddings.MODELS.keySet()) {
      data.add(model(embedding, BaseModels.CREATED, "system"));
    }
    for (FineTuningJob job : jobs.succeeded()) {
      data.add(model(job.fineTunedModel(), job.timeOf(1), FineTuningJobs.ORGANIZATION));
    }
    return Reply.json(200, list);
  }

  private ObjectNode model(String id, long created, String ownedBy) {
    ObjectNode model =
        Json.object()
            .put("id", id)
            .put("object", "model")
            .put("created", created)
            .put("owned_by", ownedBy);
    circumstances.shutdownDate(id).ifPresent(date -> model.put("shutdown_date", date));
    return model;
  }
}

package ai.organized.flywheel.sandbox.together;

import ai.organized.flywheel.embed.InProcessEmbedder;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import ai.organized.flywheel.sandbox.openai.ChatCompletions;
import ai.organized.flywheel.sandbox.openai.Circumstances;
import ai.organized.flywheel.sandbox.openai.OpenAiError;
import ai.organized.flywheel.sandbox.openai.UntrainedModel;
import ai.organized.flywheel.sandbox.openai.Voice;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The endpoints under {@code /together/v1}: who may call, and what answers where. */
public final class TogetherApi {
  public static final String PATH = "/together/v1";

  private final String apiKey;
  private final Circumstances circumstances = new Circumstances();
  private final TogetherFiles files;
  private final FineTunes fineTunes;
  private final ChatCompletions chat;
  private final Voice untrained;

  /**
   * @param apiKey the only Bearer key that is let in
   * @param clock dates everything that is handed out and moves the training on
   * @param trainingTime from creation of a job to its end
   * @param embedder decides which training example is nearest to a question
   */
  public TogetherApi(
      String apiKey, Clock clock, Duration trainingTime, InProcessEmbedder embedder) {
    this.apiKey = apiKey;
    this.files = new TogetherFiles(clock);
    this.fineTunes = new FineTunes(clock, trainingTime, embedder, files, circumstances);
    this.chat = new ChatCompletions(clock, this::voice);
    this.untrained = new UntrainedModel(embedder);
  }

  /** What is being played here, to be changed from outside. */
  public Circumstances circumstances() {
    return circumstances;
  }

  public Reply answer(Request request) {
    try {
      requireKey(request);
      return route(request);
    } catch (OpenAiError refusal) {
      return refusal.reply();
    }
  }

  private void requireKey(Request request) {
    if (!request.header("authorization").equals(Optional.of("Bearer " + apiKey))) {
      throw new OpenAiError(
          401,
          "Invalid API key provided. You can find your API key at"
              + " https://api.together.ai/settings/api-keys.",
          null,
          "invalid_api_key");
    }
  }

  private Reply route(Request request) {
    String[] path = request.path().substring(PATH.length() + 1).split("/", -1);
    String id = path.length > 1 ? path[1] : "";
    String shape =
        path.length > 1 && !isWord(id) ? request.path().replace(id, "{id}") : request.path();
    return switch (request.method() + " " + shape.substring(PATH.length() + 1)) {
      case "POST files/upload" -> files.upload(request);
      case "GET files" -> files.list(request);
      case "GET files/{id}" -> files.show(request, id);
      case "DELETE files/{id}" -> files.delete(request, id);
      case "POST fine-tunes" -> fineTunes.create(request);
      case "GET fine-tunes" -> fineTunes.list(request);
      case "GET fine-tunes/{id}" -> fineTunes.poll(request, id);
      case "GET fine-tunes/{id}/events" -> fineTunes.events(request, id);
      case "POST fine-tunes/{id}/cancel" -> fineTunes.cancel(request, id);
      case "POST fine-tunes/estimate-price" -> fineTunes.estimate(request);
      case "GET fine-tunes/models/limits" -> TrainableModels.limits(request);
      case "POST chat/completions" -> chat(request);
      default ->
          throw new OpenAiError(
              404, "Unable to find " + request.method() + " " + request.path(), null, "not_found");
    };
  }

  /** What stands where elsewhere an id stands. */
  private static boolean isWord(String second) {
    return switch (second) {
      case "upload", "estimate-price", "models", "completions" -> true;
      default -> false;
    };
  }

  /** As OpenAI's, but with the older name for the length of an answer alone. */
  private Reply chat(Request request) {
    Optional<ObjectNode> body = Json.readObject(request.body());
    if (body.filter(fields -> fields.has("max_completion_tokens")).isPresent()) {
      throw OpenAiError.badRequest(
          "Unknown parameter: 'max_completion_tokens'.",
          "max_completion_tokens",
          "unknown_parameter");
    }
    return chat.answer(request);
  }

  private Voice voice(String model) {
    return fineTunes
        .model(model)
        .or(() -> Optional.of(untrained).filter(any -> TrainableModels.NAMES.contains(model)))
        .orElseThrow(
            () ->
                new OpenAiError(
                    404,
                    "Unable to access model "
                        + model
                        + ". Please visit https://api.together.ai/models to view the list of"
                        + " supported models.",
                    "model",
                    "model_not_available"));
  }
}

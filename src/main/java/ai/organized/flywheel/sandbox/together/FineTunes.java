package ai.organized.flywheel.sandbox.together;

import ai.organized.flywheel.embed.InProcessEmbedder;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import ai.organized.flywheel.sandbox.openai.Circumstances;
import ai.organized.flywheel.sandbox.openai.OpenAiError;
import ai.organized.flywheel.sandbox.openai.Parameters;
import ai.organized.flywheel.sandbox.openai.TrainedModel;
import ai.organized.flywheel.sandbox.openai.TrainingExample;
import ai.organized.flywheel.sandbox.openai.Voice;
import ai.organized.flywheel.sandbox.together.FineTune.Trouble;
import ai.organized.flywheel.sandbox.together.TogetherFiles.StoredFile;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code …/fine-tunes}, and the models that came of the jobs. */
final class FineTunes {
  /** Of a training; USD 0.48 a million, as the list price of a small model was. */
  static final long NANODOLLARS_A_TOKEN = 480;

  private static final Set<String> ESTIMATED =
      Set.of(
          "training_file",
          "from_checkpoint",
          "model",
          "n_epochs",
          "n_evals",
          "training_method",
          "training_type",
          "validation_file");

  private final Clock clock;
  private final Duration trainingTime;
  private final InProcessEmbedder embedder;
  private final TogetherFiles files;
  private final Circumstances circumstances;
  private final List<FineTune> jobs = new ArrayList<>();
  private final Map<String, Voice> models = new HashMap<>();

  FineTunes(
      Clock clock,
      Duration trainingTime,
      InProcessEmbedder embedder,
      TogetherFiles files,
      Circumstances circumstances) {
    this.clock = clock;
    this.trainingTime = trainingTime;
    this.embedder = embedder;
    this.files = files;
    this.circumstances = circumstances;
  }

  synchronized Reply create(Request request) {
    requireMoney();
    if (circumstances.trainingIsRefused()) {
      throw new OpenAiError(
          403, "Fine-tuning is not enabled for this account.", null, "training_not_available");
    }
    FineTuneRequest wanted = FineTuneRequest.parse(request);
    Optional<String> problem =
        TrainingFileRules.firstProblem(file(wanted.trainingFile()).content());
    List<TrainingExample> examples =
        problem.isPresent() ? List.of() : examples(file(wanted.trainingFile()));
    Optional<Trouble> trouble =
        problem
            .map(why -> new Trouble("user_error", why))
            .or(
                () ->
                    circumstances
                        .trainingProblem()
                        .map(why -> new Trouble("error", why.message())));
    Instant now = clock.instant();
    FineTune job = new FineTune(wanted, examples, trouble, now, trainingTime);
    jobs.add(job);
    return Reply.json(200, seen(job, now));
  }

  private void requireMoney() {
    if (circumstances.accountIsEmpty()) {
      throw new OpenAiError(
          402,
          "Credit limit exceeded, please navigate to the billing settings to add credit.",
          null,
          "credit_limit_exceeded");
    }
  }

  private StoredFile file(String id) {
    return files
        .find(id)
        .orElseThrow(
            () -> OpenAiError.badRequest("File " + id + " not found", "training_file", null));
  }

  private List<TrainingExample> examples(StoredFile file) {
    List<TrainingExample> examples = TrainingExample.readAll(file.content());
    return circumstances.answersAreShuffled() ? TrainedModel.withWrongAnswers(examples) : examples;
  }

  /** All of them at once, the oldest first: this list has no pages. */
  synchronized Reply list(Request request) {
    Instant now = clock.instant();
    ObjectNode list = Json.object();
    ArrayNode data = list.putArray("data");
    jobs.forEach(job -> data.add(seen(job, now)));
    return Reply.json(200, list);
  }

  synchronized Reply poll(Request request, String id) {
    FineTune job = existing(id);
    if (circumstances.shownStatus().isEmpty()) {
      job.poll();
    }
    return Reply.json(200, seen(job, clock.instant()));
  }

  private ObjectNode seen(FineTune job, Instant now) {
    Optional<String> shown = circumstances.shownStatus();
    return shown.isEmpty() || job.isCancelled()
        ? job.toJson(now)
        : job.toJson(job.createdAt).put("status", shown.get());
  }

  synchronized Reply events(Request request, String id) {
    return Reply.json(200, FineTuneEvents.of(existing(id), clock.instant()));
  }

  synchronized Reply cancel(Request request, String id) {
    FineTune job = existing(id);
    Instant now = clock.instant();
    if (job.isOver(now)) {
      throw OpenAiError.badRequest(
          "Job " + id + " is " + job.status(now) + " and can not be cancelled", "id", null);
    }
    job.cancel(now);
    return Reply.json(200, job.toJson(now));
  }

  /** In USD; of a file that nobody could train on there is no estimate. */
  synchronized Reply estimate(Request request) {
    Parameters body = Parameters.ofBody(request).allowOnly(ESTIMATED).refuseNulls();
    StoredFile file = file(body.requiredText("training_file"));
    body.text("model").ifPresent(TrainableModels::require);
    int epochs = body.whole("n_epochs", 1, TrainableModels.MOST_EPOCHS).orElse(1);
    TrainingChoices.type(body);
    if (body.any("training_method").isPresent()) {
      TrainingChoices.method(body);
    }
    ObjectNode reply = Json.object();
    if (TrainingFileRules.firstProblem(file.content()).isPresent()) {
      reply.put("estimation_available", false).put("unavailable_reason", "train_file_invalid");
      return Reply.json(200, reply);
    }
    long tokens =
        (long) epochs
            * TrainingExample.readAll(file.content()).stream()
                .mapToInt(TrainingExample::words)
                .sum();
    return Reply.json(
        200,
        reply
            .put("estimation_available", true)
            .put("allowed_to_proceed", !circumstances.accountIsEmpty())
            .put("estimated_total_price", tokens * NANODOLLARS_A_TOKEN / 1e9)
            .put("estimated_train_token_count", tokens)
            .put("estimated_eval_token_count", 0)
            .put("user_limit", 100));
  }

  synchronized Optional<Voice> model(String name) {
    requireMoney();
    Instant now = clock.instant();
    return jobs.stream()
        .filter(job -> job.model.equals(name) && job.status(now).equals("completed"))
        .findFirst()
        .map(job -> models.computeIfAbsent(name, key -> new TrainedModel(embedder, job.examples)));
  }

  private FineTune existing(String id) {
    return jobs.stream()
        .filter(job -> job.id.equals(id))
        .findFirst()
        .orElseThrow(
            () -> new OpenAiError(404, "Fine-tune job " + id + " not found", "id", "not_found"));
  }
}

package ai.organized.flywheel.sandbox.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.embed.InProcessEmbedder;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import ai.organized.flywheel.sandbox.openai.FineTuningJob.Findings;
import ai.organized.flywheel.sandbox.openai.TrainingFileRules.Problem;
import ai.organized.flywheel.sandbox.openai.UploadedFiles.UploadedFile;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /v1/fine_tuning/jobs}, and the models that came of the jobs. */
final class FineTuningJobs {
  static final String ORGANIZATION = "org-sandbox";
  private static final int USUAL_PAGE = 20;
  private static final int LARGEST_PAGE = 100;
  private static final Pattern METADATA_FILTER =
      Pattern.compile("metadata\\[(.+)]", Pattern.DOTALL);

  private final Clock clock;
  private final Duration trainingTime;
  private final InProcessEmbedder embedder;
  private final UploadedFiles files;
  private final Circumstances circumstances;

  /** Newest first. */
  private final List<FineTuningJob> jobs = new ArrayList<>();

  private final Map<String, TrainedModel> models = new HashMap<>();

  FineTuningJobs(
      Clock clock,
      Duration trainingTime,
      InProcessEmbedder embedder,
      UploadedFiles files,
      Circumstances circumstances) {
    this.clock = clock;
    this.trainingTime = trainingTime;
    this.embedder = embedder;
    this.files = files;
    this.circumstances = circumstances;
  }

  synchronized Reply create(Request request) {
    OpenAiApi.requireMoney(circumstances);
    if (circumstances.trainingIsRefused()) {
      throw new OpenAiError(
          403,
          "OpenAI is winding down the fine-tuning platform and your organization is no longer able"
              + " to create new fine-tuning training jobs.",
          null,
          "training_not_available");
    }
    FineTuningRequest wanted = FineTuningRequest.parse(request);
    UploadedFile training = file(wanted.trainingFile(), "training_file");
    Optional<UploadedFile> validation =
        wanted.validationFile().map(id -> file(id, "validation_file"));
    Findings findings = findings(wanted.method(), training, validation);
    Instant now = clock.instant();
    FineTuningJob job = new FineTuningJob(wanted, findings, now, trainingTime);
    jobs.add(0, job);
    return Reply.json(200, seen(job, now));
  }

  private UploadedFile file(String id, String param) {
    return files
        .find(id)
        .orElseThrow(() -> OpenAiError.badRequest("invalid " + param + ": " + id, param, null));
  }

  /** Looked for at once and told later, when the job has left {@code validating_files}. */
  private Findings findings(
      String method, UploadedFile training, Optional<UploadedFile> validation) {
    Optional<Problem> problem = TrainingFileRules.firstProblem(training.content());
    if (method.equals("dpo")) {
      String why =
          problem.isEmpty()
              ? "file is in the fine-tune-chat format but method=dpo"
              : "this stand-in trains by the method supervised alone";
      problem = Optional.of(new Problem("invalid_training_file", why));
    }
    if (problem.isPresent()) {
      return new Findings(problem, "training_file", List.of());
    }
    problem = validation.flatMap(file -> TrainingFileRules.firstProblem(file.content(), 1));
    if (problem.isPresent()) {
      return new Findings(problem, "validation_file", List.of());
    }
    List<TrainingExample> examples = TrainingExample.readAll(training.content());
    return new Findings(
        circumstances.trainingProblem(),
        null,
        circumstances.answersAreShuffled() ? TrainedModel.withWrongAnswers(examples) : examples);
  }

  synchronized Reply list(Request request) {
    Instant now = clock.instant();
    List<FineTuningJob> wanted = jobs.stream().filter(job -> fits(job, request)).toList();
    return Reply.json(
        200,
        Page.of(
            wanted, FineTuningJob::id, job -> seen(job, now), request, USUAL_PAGE, LARGEST_PAGE));
  }

  /**
   * {@code metadata[key]=value}, all of which must hold, or {@code metadata=null} for none. Other
   * parameters are no filter.
   */
  private static boolean fits(FineTuningJob job, Request request) {
    Map<String, String> metadata = job.request().metadata();
    for (Map.Entry<String, String> each : request.query().entrySet()) {
      Matcher filter = METADATA_FILTER.matcher(each.getKey());
      if (filter.matches() && !each.getValue().equals(metadata.get(filter.group(1)))) {
        return false;
      }
    }
    return metadata.isEmpty() || !request.parameter("metadata").equals(Optional.of("null"));
  }

  synchronized Reply poll(Request request, String id) {
    FineTuningJob job = existing(id);
    if (circumstances.shownStatus().isEmpty()) {
      job.poll();
    }
    return Reply.json(200, seen(job, clock.instant()));
  }

  /** As it is, or, where all stand still, as it was when it began. */
  private ObjectNode seen(FineTuningJob job, Instant now) {
    Optional<String> shown = circumstances.shownStatus();
    if (shown.isEmpty() || job.isCancelled()) {
      return settled(job, now).toJson(now);
    }
    return job.toJson(job.createdAt()).put("status", shown.get());
  }

  synchronized Reply events(Request request, String id) {
    FineTuningJob job = existing(id);
    return Reply.json(
        200,
        Page.of(
            JobEvents.newestFirst(job, clock.instant()),
            JobEvents.Event::id,
            event -> event.toJson(job),
            request,
            USUAL_PAGE,
            LARGEST_PAGE));
  }

  /** None are kept here. */
  synchronized Reply checkpoints(Request request, String id) {
    existing(id);
    ObjectNode page = Json.object().put("object", "list");
    page.putArray("data");
    page.putNull("first_id").putNull("last_id").put("has_more", false);
    return Reply.json(200, page);
  }

  synchronized Reply cancel(Request request, String id) {
    FineTuningJob job = existing(id);
    Instant now = clock.instant();
    if (job.isOver(now)) {
      throw OpenAiError.badRequest("Job has already completed: " + id, null, null);
    }
    job.cancel(now);
    return Reply.json(200, job.toJson(now));
  }

  synchronized List<FineTuningJob> succeeded() {
    Instant now = clock.instant();
    return jobs.stream().filter(job -> job.status(now).equals("succeeded")).toList();
  }

  synchronized Optional<TrainedModel> model(String name) {
    return succeeded().stream()
        .filter(job -> job.fineTunedModel().equals(name))
        .findFirst()
        .map(job -> models.computeIfAbsent(name, absent -> train(job)));
  }

  private TrainedModel train(FineTuningJob job) {
    return new TrainedModel(embedder, job.findings().examples());
  }

  /** Gives a job that has come to a good end its result file. */
  private FineTuningJob settled(FineTuningJob job, Instant now) {
    if (job.status(now).equals("succeeded") && !job.hasResultFile()) {
      byte[] content = JobEvents.metricsCsv(job.totalSteps()).getBytes(UTF_8);
      job.resultFile(
          files.add("step_metrics.csv", "fine-tune-results", content, Optional.empty()).id());
    }
    return job;
  }

  private FineTuningJob existing(String id) {
    return jobs.stream()
        .filter(job -> job.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new OpenAiError(
                    404, "Could not find fine tune: " + id, "fine_tune_id", "fine_tune_not_found"));
  }
}

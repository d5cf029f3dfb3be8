package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.sandbox.http.Ids;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.openai.TrainingFileRules.Problem;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One job on its way from {@code validating_files} to its end. All that the world sees of it is a
 * function of how far it has come: 0 just created, 1 done. Not safe for threads by itself.
 */
final class FineTuningJob {
  static final double VALIDATED = 0.1;
  static final double STARTED = 0.2;
  private static final double POLLS_TO_THE_END = 2;

  /** What the files of the job turned out to hold: a problem, or examples. */
  record Findings(Optional<Problem> problem, String paramAtFault, List<TrainingExample> examples) {}

  private final String id = Ids.next("ftjob-", 24);
  private final FineTuningRequest request;
  private final Findings findings;
  private final Instant createdAt;
  private final Duration trainingTime;
  private final int seed;
  private final String model;

  private int polls;
  private Optional<Double> cancelledAt = Optional.empty();
  private Optional<String> resultFile = Optional.empty();

  FineTuningJob(
      FineTuningRequest request, Findings findings, Instant createdAt, Duration trainingTime) {
    this.request = request;
    this.findings = findings;
    this.createdAt = createdAt;
    this.trainingTime = trainingTime;
    this.seed = request.seed().orElse(id.hashCode() & Integer.MAX_VALUE);
    this.model =
        "ft:" + request.model() + ":sandbox:" + request.suffix().orElse("") + ":" + Ids.next("", 8);
  }

  String id() {
    return id;
  }

  Instant createdAt() {
    return createdAt;
  }

  FineTuningRequest request() {
    return request;
  }

  Findings findings() {
    return findings;
  }

  String fineTunedModel() {
    return model;
  }

  /** Someone looked at the job by its id, which is what moves it on when there is no time to. */
  void poll() {
    polls++;
  }

  void cancel(Instant now) {
    cancelledAt = Optional.of(progress(now));
  }

  void resultFile(String fileId) {
    resultFile = Optional.of(fileId);
  }

  boolean hasResultFile() {
    return resultFile.isPresent();
  }

  /** From 0 to 1; a job that failed or was cancelled stays where it was. */
  double progress(Instant now) {
    if (cancelledAt.isPresent()) {
      return cancelledAt.get();
    }
    double far =
        trainingTime.isZero()
            ? polls / POLLS_TO_THE_END
            : (double) Duration.between(createdAt, now).toNanos() / trainingTime.toNanos();
    return Math.max(0, Math.min(far, findings.problem().isPresent() ? VALIDATED : 1));
  }

  String status(Instant now) {
    double progress = progress(now);
    if (cancelledAt.isPresent()) {
      return "cancelled";
    }
    if (progress < VALIDATED) {
      return "validating_files";
    }
    if (findings.problem().isPresent()) {
      return "failed";
    }
    return progress < STARTED ? "queued" : progress < 1 ? "running" : "succeeded";
  }

  boolean isOver(Instant now) {
    return List.of("succeeded", "failed", "cancelled").contains(status(now));
  }

  boolean isCancelled() {
    return cancelledAt.isPresent();
  }

  /** Epoch seconds at which the job had, or will have, come so far. */
  long timeOf(double progress) {
    return createdAt.plusMillis((long) (trainingTime.toMillis() * progress)).getEpochSecond();
  }

  int totalSteps() {
    return request.hyperparameters().steps(findings.examples().size());
  }

  ObjectNode toJson(Instant now) {
    double progress = progress(now);
    boolean succeeded = status(now).equals("succeeded");
    boolean failed = status(now).equals("failed");
    Hyperparameters hyperparameters =
        progress < VALIDATED || failed
            ? request.hyperparameters()
            : request.hyperparameters().resolved(findings.examples().size());
    ObjectNode json = Json.object();
    json.put("object", "fine_tuning.job").put("id", id).put("model", request.model());
    json.put("created_at", createdAt.getEpochSecond());
    json.put("finished_at", isOver(now) ? timeOf(progress) : null);
    json.put("fine_tuned_model", succeeded ? model : null);
    json.put("organization_id", FineTuningJobs.ORGANIZATION).put("status", status(now));
    if (failed) {
      Problem problem = findings.problem().orElseThrow();
      json.putObject("error")
          .put("code", problem.code())
          .put("message", problem.message())
          .put("param", findings.paramAtFault());
    } else {
      json.putNull("error");
    }
    json.put("training_file", request.trainingFile());
    json.put("validation_file", request.validationFile().orElse(null));
    ArrayNode resultFiles = json.putArray("result_files");
    resultFile.ifPresent(resultFiles::add);
    json.put("trained_tokens", succeeded ? trainedWords() : null);
    json.set("hyperparameters", hyperparameters.toJson());
    ObjectNode method = json.putObject("method").put("type", request.method());
    method.putObject(request.method()).set("hyperparameters", hyperparameters.toJson());
    json.put("seed", seed).putArray("integrations");
    json.put("estimated_finish", status(now).equals("running") ? timeOf(1) : null);
    ObjectNode metadata = json.putObject("metadata");
    request.metadata().forEach(metadata::put);
    return json;
  }

  private Integer trainedWords() {
    int once = findings.examples().stream().mapToInt(TrainingExample::words).sum();
    return once
        * request.hyperparameters().resolved(findings.examples().size()).epochs().orElseThrow();
  }
}

package ai.organized.flywheel.sandbox.together;

import ai.organized.flywheel.sandbox.http.Ids;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.openai.TrainingExample;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One job on its way from {@code pending} to its end, as a function of how far it has come: 0 just
 * created, 1 done. Not safe for threads by itself.
 */
final class FineTune {
  static final double VALIDATED = 0.1;
  static final double STARTED = 0.2;
  static final double TRAINED = 0.8;
  private static final double COMPRESSED = 0.9;
  private static final double POLLS_TO_THE_END = 2;
  private static final Set<String> ENDS = Set.of("completed", "cancelled", "error", "user_error");

  /**
   * Why a job ends without a model.
   *
   * @param status {@code user_error} when the file is at fault, else {@code error}
   */
  record Trouble(String status, String message) {}

  final String id = "ft-" + UUID.randomUUID();
  final FineTuneRequest request;
  final List<TrainingExample> examples;
  final Optional<Trouble> trouble;
  final Instant createdAt;
  final String model;
  private final Duration trainingTime;
  private int polls;
  private Optional<Double> cancelledAt = Optional.empty();

  FineTune(
      FineTuneRequest request,
      List<TrainingExample> examples,
      Optional<Trouble> trouble,
      Instant createdAt,
      Duration trainingTime) {
    this.request = request;
    this.examples = examples;
    this.trouble = trouble;
    this.createdAt = createdAt;
    this.trainingTime = trainingTime;
    String base = request.model().substring(request.model().indexOf('/') + 1);
    String suffix = request.suffix().map(said -> said + "-").orElse("");
    this.model = "sandbox/" + base + "-" + suffix + Ids.next("", 8);
  }

  /** Someone looked at the job by its id, which is what moves it on when there is no time to. */
  void poll() {
    polls++;
  }

  /** Asked for now, done with the next look. */
  void cancel(Instant now) {
    if (cancelledAt.isEmpty()) {
      cancelledAt = Optional.of(progress(now));
      polls = 0;
    }
  }

  boolean isCancelled() {
    return cancelledAt.isPresent();
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
    return Math.max(0, Math.min(far, trouble.isPresent() ? VALIDATED : 1));
  }

  String status(Instant now) {
    if (cancelledAt.isPresent()) {
      return polls == 0 ? "cancel_requested" : "cancelled";
    }
    double progress = progress(now);
    if (progress < VALIDATED) {
      return "pending";
    }
    if (trouble.isPresent()) {
      return trouble.get().status();
    }
    if (progress < STARTED) {
      return "queued";
    }
    if (progress < TRAINED) {
      return "running";
    }
    return progress < COMPRESSED ? "compressing" : progress < 1 ? "uploading" : "completed";
  }

  boolean isOver(Instant now) {
    return ENDS.contains(status(now));
  }

  Instant timeOf(double progress) {
    return createdAt.plusMillis((long) (trainingTime.toMillis() * progress));
  }

  /** Words stand in for tokens. */
  int tokens() {
    return examples.stream().mapToInt(TrainingExample::words).sum() * request.epochs();
  }

  /**
   * With the name of the model from the start, as the service has it: it says nothing about whether
   * there is one.
   */
  ObjectNode toJson(Instant now) {
    boolean trained = progress(now) >= TRAINED;
    ObjectNode json =
        Json.object()
            .put("id", id)
            .put("job_id", id)
            .put("status", status(now))
            .put("created_at", createdAt.toString())
            .put("updated_at", timeOf(progress(now)).toString())
            .put("user_id", "sandbox")
            .put("owner_address", "sandbox")
            .put("model", request.model())
            .put("model_output_name", model)
            .put("training_file", request.trainingFile())
            .put("validation_file", "")
            .put("n_epochs", request.epochs())
            .put("epochs_completed", trained ? request.epochs() : 0)
            .put("n_checkpoints", 1)
            .put("n_evals", 0)
            .put("learning_rate", 1e-5)
            .put("token_count", trained ? tokens() : 0)
            .put("total_price", trained ? tokens() * FineTunes.NANODOLLARS_A_TOKEN : 0)
            .put("trainingfile_numlines", examples.size());
    request.suffix().ifPresent(said -> json.put("suffix", said));
    json.set("batch_size", request.batch());
    json.set("training_type", request.type());
    json.set("training_method", request.method());
    return json;
  }
}

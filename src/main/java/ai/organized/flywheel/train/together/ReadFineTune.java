package ai.organized.flywheel.train.together;

import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.openai.ProviderIds;
import ai.organized.flywheel.train.JobProgress;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** What a fine-tune says; four statuses are ends, and every other word is on the way. */
final class ReadFineTune {
  private static final Set<String> WITHOUT_MODEL = Set.of("cancelled", "error", "user_error");

  private ReadFineTune() {}

  /**
   * @param reason why it ended without a model, which the job itself does not say
   */
  static JobProgress progress(JsonNode job, Supplier<Optional<String>> reason) {
    String status = job.path("status").asText("");
    if (status.isEmpty()) {
      throw new UnavailableException("asking for the job: the answer names no status");
    }
    if (hasEndedWithoutModel(job)) {
      return new JobProgress.Ended(status, reason.get().orElse("no reason given"));
    }
    return status.equals("completed")
        ? completed(job)
        : new JobProgress.Running(ProviderIds.status(status));
  }

  static boolean hasEndedWithoutModel(JsonNode job) {
    return WITHOUT_MODEL.contains(job.path("status").asText());
  }

  /** The name is there from the start: it is the status that says whether there is a model. */
  private static JobProgress completed(JsonNode job) {
    String model = job.path("model_output_name").asText(job.path("output_name").asText(""));
    return model.isEmpty()
        ? new JobProgress.Running("completed, no model yet")
        : new JobProgress.Succeeded(ProviderIds.model(model), billed(job.path("token_count")));
  }

  /** Zero until the provider has counted. */
  private static OptionalLong billed(JsonNode tokens) {
    return tokens.canConvertToLong() && tokens.asLong() > 0
        ? OptionalLong.of(tokens.asLong())
        : OptionalLong.empty();
  }
}

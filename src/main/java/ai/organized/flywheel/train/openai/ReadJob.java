package ai.organized.flywheel.train.openai;

import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.openai.OpenAiReply;
import ai.organized.flywheel.remote.openai.ProviderIds;
import ai.organized.flywheel.train.JobProgress;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import java.util.Set;

/** What a job object says; three statuses are ends, and every other word is on the way. */
final class ReadJob {
  private static final Set<String> WITHOUT_MODEL = Set.of("failed", "cancelled");

  private ReadJob() {}

  static JobProgress progress(JsonNode job) {
    String status = job.path("status").asText("");
    if (status.isEmpty()) {
      throw new UnavailableException("asking for the job: the answer names no status");
    }
    if (hasEndedWithoutModel(job)) {
      return new JobProgress.Ended(status, reason(job.path("error")));
    }
    return status.equals("succeeded")
        ? succeeded(job)
        : new JobProgress.Running(ProviderIds.status(status));
  }

  static boolean hasEndedWithoutModel(JsonNode job) {
    return WITHOUT_MODEL.contains(job.path("status").asText());
  }

  private static JobProgress succeeded(JsonNode job) {
    String model = job.path("fine_tuned_model").asText("");
    return model.isEmpty()
        ? new JobProgress.Running("succeeded, no model yet")
        : new JobProgress.Succeeded(ProviderIds.model(model), billed(job.path("trained_tokens")));
  }

  /** Null until the provider has counted. */
  private static OptionalLong billed(JsonNode tokens) {
    return tokens.isIntegralNumber() && tokens.canConvertToLong()
        ? OptionalLong.of(tokens.asLong())
        : OptionalLong.empty();
  }

  /** The error may be an empty object: what counts is its code. */
  private static String reason(JsonNode error) {
    if (!error.path("code").isTextual()) {
      return "no reason given";
    }
    String said = error.path("code").asText() + " " + error.path("message").asText("");
    return OpenAiReply.quoted(said);
  }
}

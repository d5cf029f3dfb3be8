package ai.organized.flywheel.train;

/** What a provider says of a job. */
public sealed interface JobProgress {

  /** Not ended; a status we do not know counts as this. */
  record Running(String status) implements JobProgress {}

  record Succeeded(String modelId) implements JobProgress {}

  /** Ended without a model. */
  record Ended(String status, String reason) implements JobProgress {}
}

package ai.organized.flywheel.train;

import java.util.OptionalLong;

/** What a provider says of a job. */
public sealed interface JobProgress {

  /** Not ended; a status we do not know counts as this. */
  record Running(String status) implements JobProgress {}

  /**
   * There is a model.
   *
   * @param billedTokens empty when the provider bills none, or does not say
   */
  record Succeeded(String modelId, OptionalLong billedTokens) implements JobProgress {}

  /** Ended without a model. */
  record Ended(String status, String reason) implements JobProgress {}
}

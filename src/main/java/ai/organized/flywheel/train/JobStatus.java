package ai.organized.flywheel.train;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far a training is, for whoever watches it.
 *
 * @param intentAt when the last call that may have spent money was begun
 * @param event what the provider said last
 * @param note why it waits, or how it ended
 * @param nextStep when it goes on
 * @param failures in a row
 * @param createdAt since when the provider has the job
 * @param cancelAsked a person wants it to end
 * @param held a process is at work on it now
 * @param estimatedUsd empty: not known
 * @param billedTokens empty: not billed yet, or the provider does not say
 */
public record JobStatus(
    JobState state,
    Optional<String> fileId,
    Optional<String> jobId,
    Optional<String> modelId,
    Optional<Instant> intentAt,
    Optional<String> event,
    Optional<String> note,
    Instant nextStep,
    int failures,
    Optional<Instant> createdAt,
    boolean cancelAsked,
    boolean held,
    OptionalDouble estimatedUsd,
    OptionalLong billedTokens,
    OptionalDouble billedUsd) {

  /** Neither judged nor failed. */
  public boolean isUnderWay() {
    return state != JobState.DONE && state != JobState.FAILED;
  }

  /** It has failed, and its provider has, or may have, a job that was not seen to end. */
  public boolean mayBeAtWork() {
    boolean lost = fileId.isPresent() && intentAt.isPresent();
    return state == JobState.FAILED && modelId.isEmpty() && (jobId.isPresent() || lost);
  }
}

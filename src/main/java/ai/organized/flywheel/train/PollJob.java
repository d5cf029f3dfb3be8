package ai.organized.flywheel.train;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.registry.ModelState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Acts on what the provider said of a job. */
public final class PollJob {
  private static final Logger LOG = LoggerFactory.getLogger(PollJob.class);

  private final TrainingJobs jobs;
  private final TrainingEvents events;
  private final TrainingFailure failure;
  private final EstimateCost cost;
  private final Duration longest;
  private final Clock clock;

  /**
   * @param longest after which a training that does not end is given up
   */
  public PollJob(
      TrainingJobs jobs,
      TrainingEvents events,
      TrainingFailure failure,
      EstimateCost cost,
      Duration longest,
      Clock clock) {
    this.jobs = jobs;
    this.events = events;
    this.failure = failure;
    this.cost = cost;
    this.longest = longest;
    this.clock = clock;
  }

  /** What follows. */
  public enum Next {
    /** There is a model: evaluate it. */
    MODEL,
    /** It had all the time that a training may take: cancel it. */
    OVERDUE,
    /** Nothing now. */
    NOTHING
  }

  /**
   * Has the provider create the job. One that it refuses there is not; one whose answer was lost
   * stays intended, and is looked for.
   */
  public TrainingJob create(TrainingJob job, FineTuners tuners) {
    try {
      return tuners.createJob(job);
    } catch (RefusedException e) {
      jobs.forgetJob(job);
      throw e;
    }
  }

  /**
   * @param told the events that are new
   */
  public Next act(TrainingJob job, JobProgress progress, List<TrainingEvent> told) {
    String what = "training of " + job.client() + " v" + job.version();
    events.add(job, told);
    if (progress instanceof JobProgress.Succeeded succeeded) {
      LOG.info("{} succeeded: {}", what, succeeded.modelId());
      jobs.trained(job, succeeded.modelId(), succeeded.billedTokens(), billed(job, succeeded));
      return Next.MODEL;
    }
    if (progress instanceof JobProgress.Ended ended) {
      LOG.warn("{} {}: {}", what, ended.status(), ended.reason());
      jobs.forgetJob(job);
      failure.end(
          job, ModelState.FAILED, "the provider says " + ended.status() + ": " + ended.reason());
    } else if (isOverdue(job)) {
      return Next.OVERDUE;
    } else if (progress instanceof JobProgress.Running running) {
      String now =
          told.isEmpty()
              ? running.status()
              : running.status() + " — " + told.get(told.size() - 1).message();
      LOG.info("{}: {}", what, now);
      jobs.waiting(job, now);
    }
    return Next.NOTHING;
  }

  private OptionalDouble billed(TrainingJob job, JobProgress.Succeeded succeeded) {
    return succeeded.billedTokens().isPresent()
        ? cost.billed(job.provider(), job.baseModel(), succeeded.billedTokens().getAsLong())
        : OptionalDouble.empty();
  }

  private boolean isOverdue(TrainingJob job) {
    return job.createdAt() != null && job.createdAt().plus(longest).isBefore(clock.instant());
  }

  /** The job was cancelled at the provider, by a person or because it would not end. */
  public void cancelled(TrainingJob job) {
    jobs.forgetJob(job);
    failure.of(
        job,
        new RefusedException(
            "cancelled",
            job.cancelAsked()
                ? CancelTraining.BY_A_PERSON
                : "not ended after "
                    + longest.toHours()
                    + " hours (flywheel.train.longest-hours), and cancelled"));
  }
}

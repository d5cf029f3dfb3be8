package ai.organized.flywheel.train;

import ai.organized.flywheel.registry.ModelState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Acts on what the provider said of a job. */
public final class PollJob {
  private static final Logger LOG = LoggerFactory.getLogger(PollJob.class);

  private final TrainingJobs jobs;
  private final TrainingFailure failure;

  public PollJob(TrainingJobs jobs, TrainingFailure failure) {
    this.jobs = jobs;
    this.failure = failure;
  }

  /**
   * @param event the newest event of the provider, in one line, or null
   * @return whether there is a model now
   */
  public boolean act(TrainingJob job, JobProgress progress, String event) {
    String what = "training of " + job.client() + " v" + job.version();
    if (progress instanceof JobProgress.Succeeded succeeded) {
      LOG.info("{} succeeded: {}", what, succeeded.modelId());
      jobs.trained(job, succeeded.modelId());
      return true;
    }
    if (progress instanceof JobProgress.Ended ended) {
      LOG.warn("{} {}: {}", what, ended.status(), ended.reason());
      jobs.forgetJob(job);
      failure.end(
          job, ModelState.FAILED, "the provider says " + ended.status() + ": " + ended.reason());
    } else if (progress instanceof JobProgress.Running running) {
      boolean silent = event == null || event.isBlank();
      String now = silent ? running.status() : running.status() + " — " + event;
      LOG.info("{}: {}", what, now);
      jobs.waiting(job, now);
    }
    return false;
  }
}

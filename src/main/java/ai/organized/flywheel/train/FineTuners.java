package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways to train by name; what the routes call, each for the job's own provider. */
public final class FineTuners {
  private static final Logger LOG = LoggerFactory.getLogger(FineTuners.class);

  private final List<FineTuner> all;
  private final EgressGuard guard;

  public FineTuners(List<FineTuner> all, EgressGuard guard) {
    this.all = List.copyOf(all);
    this.guard = guard;
  }

  /** In the order in which they are preferred. */
  public List<FineTuner> all() {
    return all;
  }

  /**
   * @throws RefusedException when there is none of this name
   */
  public FineTuner of(String provider) {
    return all.stream()
        .filter(tuner -> tuner.provider().equals(provider))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    "unknown_provider",
                    "there is no provider \""
                        + provider
                        + "\" under flywheel.train.providers; known are "
                        + all.stream().map(FineTuner::provider).toList()));
  }

  /** Whether the job may and can be done, before anything of the client is sent. */
  public TrainingJob check(TrainingJob job) {
    FineTuner tuner = of(job.provider());
    return orForget(
        job,
        () -> {
          requireAllowed(tuner, job.client());
          tuner.check(job.client());
          return job;
        });
  }

  /**
   * @throws RefusedException when it is not configured, or the client's data may not go there
   */
  static void requireAllowed(FineTuner tuner, ClientId client, EgressGuard guard) {
    tuner
        .missing()
        .ifPresent(
            what -> {
              throw new RefusedException(
                  "provider_off", "training with " + tuner.provider() + " is off; " + what);
            });
    guard.check(client, tuner.destination());
  }

  /**
   * @throws RefusedException when it is not configured, or the client's data may not go there
   */
  public void requireAllowed(FineTuner tuner, ClientId client) {
    requireAllowed(tuner, client, guard);
  }

  public TrainingJob findUpload(TrainingJob job) {
    return of(job.provider()).findUpload(job).map(job::withFile).orElse(job);
  }

  public TrainingJob upload(TrainingJob job) {
    return orForget(job, () -> job.withFile(of(job.provider()).upload(job)));
  }

  public TrainingJob findJob(TrainingJob job) {
    return of(job.provider()).findJob(job).map(job::withJob).orElse(job);
  }

  public TrainingJob createJob(TrainingJob job) {
    try {
      return job.withJob(of(job.provider()).createJob(job));
    } catch (RefusedException e) { // any other failure may have left a job that runs
      forget(job);
      throw e;
    }
  }

  /**
   * Before there can be a job: a step that ends the training leaves nothing of the client there.
   */
  private TrainingJob orForget(TrainingJob job, Supplier<TrainingJob> step) {
    try {
      return step.get();
    } catch (FailureException e) {
      if (!e.retryable() || job.failures() >= TrainingFailure.GIVE_UP) {
        forget(job);
      }
      throw e;
    }
  }

  /** Removes what a provider keeps of a job that it never created, if that can be done now. */
  public void forget(TrainingJob job) {
    if (job.state() == JobState.PLANNED) {
      return; // nothing was sent
    }
    try {
      FineTuner tuner = of(job.provider());
      requireAllowed(tuner, job.client());
      tuner.forget(job);
    } catch (FailureException e) {
      LOG.warn(
          "{} may keep what was sent of {}: {}", job.provider(), job.runName(), e.getMessage());
    }
  }

  public List<TrainingEvent> events(TrainingJob job) {
    return of(job.provider()).events(job);
  }

  public JobProgress poll(TrainingJob job) {
    return of(job.provider()).poll(job);
  }

  /** Ends what the provider has of it, also when the answer to its creation was lost. */
  public void cancel(TrainingJob job) {
    FineTuner tuner = of(job.provider());
    Optional<String> id =
        Optional.ofNullable(job.jobId())
            .or(() -> job.fileId() == null ? Optional.empty() : tuner.findJob(job));
    id.ifPresentOrElse(known -> tuner.cancel(job.withJob(known)), () -> tuner.forget(job));
  }
}

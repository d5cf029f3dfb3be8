package ai.organized.flywheel.train.mlx;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.TrainingEvent;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.ssh.TrainerHost;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Trains on a machine of one's own with MLX and serves from its Ollama.
 *
 * <p>File id and job id are both the name of the run, which is its folder there.
 */
public final class MlxFineTuner implements FineTuner {
  private final MlxPlan plan;
  private final Optional<TrainerHost> host;
  private final MadeModel model;
  private final Duration patience;

  /**
   * @param host the machine; empty when none is configured
   * @param send passes the egress guard; asks Ollama
   */
  public MlxFineTuner(
      MlxPlan plan, Optional<TrainerHost> host, Function<RemoteCall, RemoteReply> send) {
    this(plan, host, send, Duration.ofSeconds(60));
  }

  /**
   * @param patience with one call of the port
   */
  MlxFineTuner(
      MlxPlan plan,
      Optional<TrainerHost> host,
      Function<RemoteCall, RemoteReply> send,
      Duration patience) {
    this.plan = plan;
    this.host = host;
    this.model = new MadeModel(plan.ollama().host(), send);
    this.patience = patience;
  }

  @Override
  public String provider() {
    return "mlx";
  }

  @Override
  public Track track() {
    return Track.B;
  }

  @Override
  public Optional<String> missing() {
    return host.isEmpty()
        ? Optional.of("set FLYWHEEL_TRAINER_HOST to user@host of a machine with MLX")
        : host.get().key().missing();
  }

  @Override
  public URI destination() {
    return host().uri();
  }

  @Override
  public String baseModel() {
    return plan.mlx().model();
  }

  @Override
  public void check(ClientId client) {
    try (RunFolder trainer = RunFolder.ofNone(host(), plan, client, patience)) {
      trainer.equipment().require(plan, "the trainer " + host().address());
    }
  }

  @Override
  public Optional<String> findUpload(TrainingJob job) {
    try (RunFolder run = open(job)) {
      return run.holds(TrainingInput.of(job, plan)) ? Optional.of(job.runName()) : Optional.empty();
    }
  }

  @Override
  public String upload(TrainingJob job) {
    TrainingInput input = TrainingInput.of(job, plan);
    try (RunFolder run = open(job)) {
      run.send(input);
    }
    return job.runName();
  }

  /** One that failed is not looked for: it is why the dataset was submitted again. */
  @Override
  public Optional<String> findJob(TrainingJob job) {
    try (RunFolder run = open(job)) {
      RunReport report = run.look();
      return report.isRunning() || report.state().equals("succeeded")
          ? Optional.of(job.runName())
          : Optional.empty();
    }
  }

  /**
   * Starts an attempt unless one runs. The data of an earlier one is gone from the trainer by then,
   * and is sent again.
   */
  @Override
  public String createJob(TrainingJob job) {
    try (RunFolder run = open(job)) {
      String said = run.start(false);
      boolean again = said.equals("succeeded") && !run.lists(ModelName.of(job));
      if (again) {
        said = run.start(true);
      }
      if (said.equals("data")) {
        run.send(TrainingInput.of(job, plan));
        said = run.start(again);
      }
      return switch (said) {
        case "running", "succeeded" -> job.runName();
        case "slow", "data" ->
            throw new UnavailableException(
                "the training "
                    + job.runName()
                    + " did not start on the trainer "
                    + host().address()
                    + "; it is tried again");
        default -> throw new BrokenException("start.sh said what nobody knows");
      };
    }
  }

  @Override
  public JobProgress poll(TrainingJob job) {
    try (RunFolder run = open(job)) {
      RunReport report = run.look();
      if (report.attempt() == 0) {
        return new JobProgress.Ended(
            "lost",
            "the folder of the training is gone from the trainer; type: flywheel fine-tune submit");
      }
      if (report.isRunning()) {
        return new JobProgress.Running(report.inWords());
      }
      if (report.isDead()) {
        run.clear(report.attempt());
        return new JobProgress.Ended("died", FailureReason.of(report));
      }
      return switch (report.state()) {
        case "succeeded" -> verified(job, run);
        case "cancelled" -> new JobProgress.Ended("cancelled", "it was cancelled");
        default -> new JobProgress.Ended("failed", FailureReason.of(report));
      };
    }
  }

  private JobProgress verified(TrainingJob job, RunFolder run) {
    String name = ModelName.of(job);
    Optional<Boolean> served = model.isServed(job);
    boolean there = served.orElse(false) || run.lists(name);
    if (!there) {
      return new JobProgress.Ended(
          "lost",
          "the model "
              + name
              + " was made and is gone from Ollama; type: flywheel fine-tune submit");
    }
    if (served.isPresent() && !served.get()) {
      return new JobProgress.Ended(
          "elsewhere",
          "the trainer's Ollama has the model "
              + name
              + " and the one that is asked has not; set OLLAMA_HOST to the trainer's, then: flywheel"
              + " fine-tune submit, which trains nothing again");
    }
    return new JobProgress.Succeeded(name, OptionalLong.empty());
  }

  @Override
  public List<TrainingEvent> events(TrainingJob job) {
    try (RunFolder run = open(job)) {
      return run.eventsAfter(job.eventId());
    }
  }

  @Override
  public void cancel(TrainingJob job) {
    try (RunFolder run = open(job)) {
      run.cancel();
    }
  }

  /** The lines of a client do not stay on the trainer, nor a part of them. */
  @Override
  public void forget(TrainingJob job) {
    cancel(job);
  }

  private RunFolder open(TrainingJob job) {
    return RunFolder.of(host(), plan, job, patience);
  }

  private TrainerHost host() {
    return host.orElseThrow(() -> new BrokenException("no trainer; missing() says so"));
  }
}

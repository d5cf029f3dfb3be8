package ai.organized.flywheel.cycle;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.cycle.StartTraining.Start;
import ai.organized.flywheel.cycle.StartTraining.Wish;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.train.ChooseTrack;
import ai.organized.flywheel.train.ChooseTrack.Choice;
import ai.organized.flywheel.train.FineTuners;
import ai.organized.flywheel.train.JobState;
import ai.organized.flywheel.train.JobStatus;
import ai.organized.flywheel.train.JobStatuses;
import ai.organized.flywheel.train.SubmitAgain;
import ai.organized.flywheel.train.TrainingJob;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What a person's submit of a version does: begins its training, goes on with one that failed, or
 * begins it anew elsewhere; of one that has its verdict, a successor elsewhere.
 */
public final class SubmitTraining {
  private final DatasetStore datasets;
  private final ModelRegistry registry;
  private final JobStatuses jobs;
  private final FineTuners tuners;
  private final StartTraining training;
  private final SubmitAgain again;
  private final int minLines;

  /**
   * @param minLines lines that a training needs
   */
  public SubmitTraining(
      DatasetStore datasets,
      ModelRegistry registry,
      JobStatuses jobs,
      FineTuners tuners,
      StartTraining training,
      SubmitAgain again,
      int minLines) {
    this.datasets = datasets;
    this.registry = registry;
    this.jobs = jobs;
    this.tuners = tuners;
    this.training = training;
    this.again = again;
    this.minLines = minLines;
  }

  /** What becomes of the version. */
  public enum Kind {
    /** It was built and never trained. */
    BEGIN,
    /** Its provider has its model or its job: nothing is paid for again. */
    GO_ON,
    /** Its provider is to train it once more, with what it has of it. */
    ONCE_MORE,
    /** Another provider trains it from the beginning. */
    ELSEWHERE,
    /** It has its verdict: another provider trains its lines as a new version. */
    SUCCESSOR
  }

  /** What would be done, before anything is. */
  public record Submission(Dataset dataset, Kind kind, Start start) {}

  /**
   * Changes nothing and sends nothing of the client's data.
   *
   * @throws RefusedException when the version cannot be submitted, or not so
   */
  public Submission prepare(Dataset dataset, Wish wish) {
    ClientId client = dataset.client();
    jobs.requireNoOther(client, dataset.version());
    Optional<JobStatus> job = jobs.of(client, dataset.version());
    if (job.isEmpty()) {
      requireLines(dataset);
      return new Submission(dataset, Kind.BEGIN, training.choose(dataset, wish));
    }
    if (job.get().state() == JobState.DONE
        && isElsewhere(registry.version(client, dataset.version()), wish)) {
      return new Submission(dataset, Kind.SUCCESSOR, training.choose(dataset, wish));
    }
    if (job.get().state() != JobState.FAILED) {
      throw refused(
          "not_failed",
          dataset,
          job.get().isUnderWay()
              ? "is on its way already; end it first: flywheel fine-tune cancel --client "
                  + client
                  + " --version "
                  + dataset.version()
              : "has its verdict, and what was evaluated is not trained again; see: flywheel"
                  + " fine-tune eval --client "
                  + client
                  + " --version "
                  + dataset.version());
    }
    ModelVersion model = registry.version(client, dataset.version());
    if (isElsewhere(model, wish)) {
      requireEnded(dataset, job.get(), model, wish);
      return new Submission(dataset, Kind.ELSEWHERE, training.choose(dataset, wish));
    }
    Choice same = new Choice(tuners.of(model.provider()), "it goes on where it stopped");
    tuners.requireAllowed(same.tuner(), client);
    boolean paid = model.modelId().isPresent() || job.get().jobId().isPresent();
    return new Submission(
        dataset, paid ? Kind.GO_ON : Kind.ONCE_MORE, training.priced(dataset, same, wish));
  }

  /**
   * What the loop does with a version whose training gave no model.
   *
   * @param start whom it would choose now
   * @throws RefusedException when the one who failed may still be at work on it
   */
  public Submission again(Dataset dataset, Start start) {
    JobStatus job = jobs.of(dataset.client(), dataset.version()).orElseThrow();
    ModelVersion model = registry.version(dataset.client(), dataset.version());
    if (!start.choice().tuner().provider().equals(model.provider())) {
      requireEnded(dataset, job, model, Wish.NONE);
      return new Submission(dataset, Kind.ELSEWHERE, start);
    }
    boolean paid = model.modelId().isPresent() || job.jobId().isPresent();
    return new Submission(dataset, paid ? Kind.GO_ON : Kind.ONCE_MORE, start);
  }

  private void requireLines(Dataset dataset) {
    if (dataset.trainingLines() < minLines) {
      throw refused(
          "too_few_lines",
          dataset,
          "has "
              + dataset.trainingLines()
              + " training lines and needs "
              + minLines
              + " (flywheel.dataset.min-training-lines)");
    }
  }

  private static boolean isElsewhere(ModelVersion model, Wish wish) {
    boolean provider = wish.provider().filter(name -> !name.equals(model.provider())).isPresent();
    boolean track =
        wish.track().filter(t -> !ChooseTrack.word(t).equals(model.track())).isPresent();
    return provider || track;
  }

  private static void requireEnded(Dataset dataset, JobStatus job, ModelVersion model, Wish wish) {
    if (job.mayBeAtWork() && !wish.approved()) {
      throw refused(
          "may_be_at_work",
          dataset,
          "may still be in work at "
              + model.provider()
              + ", and would be paid for twice; end it there first: flywheel fine-tune cancel"
              + " --client "
              + dataset.client()
              + " --version "
              + dataset.version()
              + ", or add --yes");
    }
  }

  /**
   * Does it, in one transaction; then takes away what a provider that is left may keep.
   *
   * @return what is trained now
   * @throws RefusedException when it costs more than it may, or another process was first
   */
  public Dataset submit(Submission submission) {
    return submit(submission, (handle, dataset) -> {});
  }

  /**
   * @param told written in the same transaction, of what is trained now
   */
  public Dataset submit(Submission submission, DatasetStore.Together told) {
    if (submission.kind() == Kind.SUCCESSOR) {
      return successor(submission, told);
    }
    Optional<TrainingJob> left =
        submission.kind() == Kind.ELSEWHERE
            ? training.left(submission.dataset())
            : Optional.empty();
    datasets.addTo(
        submission.dataset(),
        (handle, dataset) -> {
          submit(handle, submission);
          told.with(handle, dataset);
        });
    registry.project(submission.dataset().client());
    left.ifPresent(tuners::forget);
    return submission.dataset();
  }

  private Dataset successor(Submission submission, DatasetStore.Together told) {
    Start start = submission.start();
    training.requireBudget(submission.dataset().client(), start); // before a file is written
    Dataset begun =
        datasets.again(
            submission.dataset(),
            (handle, dataset) -> {
              training.begin(handle, dataset, start);
              told.with(handle, dataset);
            });
    registry.project(begun.client());
    return begun;
  }

  private void submit(Handle handle, Submission submission) {
    Dataset dataset = submission.dataset();
    ClientId client = dataset.client();
    Start start = submission.start();
    JobStatuses.requireNoOther(handle, client, dataset.version());
    switch (submission.kind()) {
      case SUCCESSOR -> throw new BrokenException("a successor is a version of its own");
      case BEGIN -> {
        requireNew(dataset);
        training.begin(handle, dataset, start);
      }
      case GO_ON -> again.goOn(handle, client, dataset.version());
      case ONCE_MORE -> {
        training.requireBudget(handle, client, start);
        again.onceMore(handle, client, dataset.version(), start.cost().usd());
      }
      case ELSEWHERE -> {
        training.requireBudget(handle, client, start);
        again.elsewhere(
            handle, client, dataset.version(), start.choice().tuner(), start.cost().usd());
      }
    }
  }

  /** Transactions come one after the other: whoever was first is seen here. */
  private void requireNew(Dataset dataset) {
    if (jobs.of(dataset.client(), dataset.version()).isPresent()) {
      throw refused("submitted_meanwhile", dataset, "was submitted by another process meanwhile");
    }
  }

  private static RefusedException refused(String code, Dataset dataset, String why) {
    return new RefusedException(
        code, "version " + dataset.version() + " of client " + dataset.client() + " " + why);
  }
}

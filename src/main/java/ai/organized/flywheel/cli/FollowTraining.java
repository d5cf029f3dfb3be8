package ai.organized.flywheel.cli;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.train.JobState;
import ai.organized.flywheel.train.JobStatus;
import ai.organized.flywheel.train.TrainingEvents;
import ai.organized.flywheel.wiring.TrainOnce;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Follows a training to its verdict, by the tables alone; whoever does the work. Ctrl-C detaches:
 * the job stays as it is.
 */
final class FollowTraining {
  private static final long PAUSE_MILLIS = 200;

  private final Store store;
  private final TrainingWork work;
  private final PrintWriter err;
  private final TrainingTranscript transcript;
  private final ProgressLine progress = new ProgressLine();
  private final ClientId client;
  private final Dataset dataset;
  private final int version;
  private int lastEvent;
  private volatile JobState state = JobState.PLANNED;

  FollowTraining(
      Store store, TrainingWork work, Dataset dataset, PrintWriter out, PrintWriter err) {
    this.store = store;
    this.work = work;
    this.err = err;
    this.transcript = new TrainingTranscript(out);
    this.dataset = dataset;
    this.client = dataset.client();
    this.version = dataset.version();
  }

  /** Returns when the verdict is spoken; true: it was promoted. */
  boolean follow() {
    Thread detached = new Thread(this::sayDetached, "detached");
    Runtime.getRuntime().addShutdownHook(detached);
    try {
      begin();
      JobStatus job = look();
      while (job.isUnderWay()) {
        pause();
        job = look();
      }
      return end();
    } finally {
      progress.clear();
      forget(detached);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Ctrl-C was pressed at this very moment: it has its say
    }
  }

  private void begin() {
    err.println(
        TrainOnce.isRunAlive(store.settings())
            ? "A run is at work on the store and does the training; this command shows it."
                + " Ctrl-C detaches"
            : "No run is at work on the store: this command does the training. Ctrl-C detaches");
    err.flush();
    transcript.head(client, version, model());
    transcript.loading(dataset, Dataset.trainingFile(store.clients().folder(client), version));
    work.begin(client, version);
  }

  private JobStatus look() {
    work.throwFailure();
    JobStatus job = store.jobs().of(client, version).orElseThrow();
    ModelVersion model = model();
    state = job.state();
    progress.clear();
    transcript.show(job, model);
    for (TrainingEvents.Numbered told : store.events().after(client, version, lastEvent)) {
      lastEvent = told.number();
      transcript.event(told.event());
    }
    if (!transcript.toldEvents() && job.createdAt().isPresent()) {
      job.event().ifPresent(event -> transcript.status(event, since(job.createdAt().get())));
    }
    transcript.model(model);
    if (job.isUnderWay()) {
      progress.accept(said(job, model));
    }
    return job;
  }

  private String said(JobStatus job, ModelVersion model) {
    String what = job.event().orElse(job.state().word());
    String line =
        "  "
            + TrainingTranscript.clock(since(job.createdAt().orElse(model.createdAt())))
            + " "
            + model.provider()
            + ": "
            + (job.state() == JobState.RUNNING ? what : job.state().word());
    return line.length() <= progress.getMaxRenderedLength()
        ? line
        : line.substring(0, progress.getMaxRenderedLength());
  }

  private Duration since(Instant then) {
    return Duration.between(then, store.clock().instant());
  }

  private ModelVersion model() {
    return store.registry().version(client, version);
  }

  private boolean end() {
    ModelVersion model = model();
    Optional<StoredEvaluation> evaluation =
        StoredEvaluation.newest(store.database().jdbi(), client, version);
    if (model.state() != ModelState.FAILED) {
      evaluation.ifPresent(
          found -> transcript.scores(found, store.settings().evaluation().regressionTolerance()));
    }
    transcript.verdict(
        model, evaluation.flatMap(StoredEvaluation::champion), store.registry().active(client));
    return model.state() == ModelState.ACTIVE;
  }

  private void sayDetached() {
    progress.clear();
    if (TrainOnce.isRunAlive(store.settings())) {
      err.println("detached; the run that is at work on the store goes on with the training");
    } else {
      String where =
          state == JobState.RUNNING
              ? "the training goes on at the provider"
              : "what is done of the training is kept";
      err.println(
          "detached; " + where + "; `./flywheel run` (or the same command) takes it up again");
    }
    err.flush();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Stopped while a training was followed", null, e);
    }
  }
}

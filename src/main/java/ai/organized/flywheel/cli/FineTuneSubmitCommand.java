package ai.organized.flywheel.cli;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.cycle.StartTraining.Wish;
import ai.organized.flywheel.cycle.SubmitTraining.Submission;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.train.ChooseTrack;
import ai.organized.flywheel.train.JobStatus;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fine-tune submit}: a dataset becomes a judged model, before the eyes of who types it. */
@Command(
    name = "submit",
    description =
        "Trains a version, or goes on with one that failed, and follows it to its verdict.")
final class FineTuneSubmitCommand implements Callable<Integer> {
  @Option(names = "--client", required = true, description = "the client")
  String client;

  @Option(names = "--version", description = "the version, for instance 3; by default the newest")
  Integer version;

  @Option(names = "--track", description = "a: a remote provider; b: own hardware")
  Track track;

  @Option(names = "--provider", description = "openai, together, mlx or ollama")
  String provider;

  @Option(
      names = "--dry-run",
      description = "say what would be done and what it costs; send nothing of the client")
  boolean dryRun;

  @Option(names = "--yes", description = "whatever it costs")
  boolean yes;

  @Option(names = "--detach", description = "only plan it; a run, or the same command, does it")
  boolean detach;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    if (track == Track.AUTO) {
      throw new ParameterException(
          spec.commandLine(), "--track is a or b; leave it out to have it chosen");
    }
    Settings settings = Home.settings();
    Clock clock = Clock.systemUTC();
    try (Store store = Store.open(settings);
        TrainingWork work = new TrainingWork(settings, clock)) {
      Dataset dataset = dataset(store, store.names().resolve(client));
      if (dryRun) {
        return dryRun(store, work, dataset) ? 0 : 1;
      }
      if (!isOnItsWay(store, dataset)) {
        Submission submission = work.once().submissions().prepare(dataset, wish());
        dataset =
            work.once()
                .submissions()
                .submit(
                    submission,
                    (handle, begun) ->
                        store
                            .audit()
                            .add(
                                handle,
                                AuditLog.localPerson(),
                                Action.SUBMITTED,
                                begun.client(),
                                begun.version(),
                                SubmissionLines.trainer(submission)));
        spec.commandLine().getErr().println(SubmissionLines.said(submission));
      }
      if (detach) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
            dataset.client()
                + " v"
                + dataset.version()
                + " is submitted; a running flywheel takes it up at once");
        return 0;
      }
      FollowTraining follow =
          new FollowTraining(
              store, work, dataset, spec.commandLine().getOut(), spec.commandLine().getErr());
      return follow.follow() ? 0 : 1;
    }
  }

  private Wish wish() {
    return new Wish(Optional.ofNullable(track), Optional.ofNullable(provider), yes);
  }

  private Dataset dataset(Store store, ClientId id) {
    Optional<Dataset> found =
        version == null ? store.datasets().newest(id) : store.datasets().find(id, version);
    return found.orElseThrow(
        () ->
            new RefusedException(
                "no_dataset",
                "client "
                    + id
                    + " has no dataset"
                    + (version == null ? "" : " " + version)
                    + " to train on; type: flywheel dataset build --client "
                    + id));
  }

  /** What is on its way as it is wanted is followed; as it is not wanted, it is refused later. */
  private boolean isOnItsWay(Store store, Dataset dataset) {
    boolean underWay =
        store
            .jobs()
            .of(dataset.client(), dataset.version())
            .filter(JobStatus::isUnderWay)
            .isPresent();
    if (!underWay) {
      return false;
    }
    ModelVersion model = store.registry().version(dataset.client(), dataset.version());
    return (provider == null || provider.equals(model.provider()))
        && (track == null || ChooseTrack.word(track).equals(model.track()));
  }

  private boolean dryRun(Store store, TrainingWork work, Dataset dataset) {
    Submission submission = work.once().submissions().prepare(dataset, wish());
    return new SubmissionLines(spec.commandLine().getOut())
        .print(
            submission,
            Dataset.trainingFile(store.clients().folder(dataset.client()), dataset.version()),
            store.budget());
  }
}

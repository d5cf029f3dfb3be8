package ai.organized.flywheel.cycle;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.cycle.StartTraining.Start;
import ai.organized.flywheel.cycle.Succession.Leaving;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetPlan;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.notify.Message;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelVersion;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Begins the version that a question asks for: on a new dataset, on one that was built by hand, or
 * once more on one whose training gave no model.
 */
public final class BeginVersion {
  private final DatasetStore datasets;
  private final StartTraining training;
  private final SubmitTraining submissions;
  private final Cursor cursor;
  private final Outbox outbox;
  private final AuditLog audit;

  public BeginVersion(
      DatasetStore datasets,
      StartTraining training,
      SubmitTraining submissions,
      Cursor cursor,
      Outbox outbox,
      AuditLog audit) {
    this.datasets = datasets;
    this.training = training;
    this.submissions = submissions;
    this.cursor = cursor;
    this.outbox = outbox;
    this.audit = audit;
  }

  /**
   * @param same the newest dataset that has these lines
   * @param leaving the model that gets a successor
   * @return what was begun, in words
   * @throws RefusedException when it cannot be begun
   */
  String begin(DatasetPlan plan, Optional<Dataset> same, Optional<Leaving> leaving, String reason) {
    // Lines that have a model are written once more: a version is trained once.
    Optional<Dataset> free = same.filter(dataset -> !cursor.isPast(dataset));
    Start start = training.plan(plan, free, failed(free));
    if (free.flatMap(cursor::failed).isPresent()) {
      return onceMore(free.get(), start, reason);
    }
    DatasetStore.Together begin =
        (handle, dataset) -> begin(handle, dataset, start, leaving, reason);
    free.ifPresent(byHand -> datasets.addTo(byHand, begin));
    return said(reason, free.isPresent() ? free.get() : datasets.save(plan, begin), start);
  }

  /** Who failed on these lines, and has nothing of them to go on with. */
  private Optional<String> failed(Optional<Dataset> free) {
    return free.filter(dataset -> !cursor.mayGoOn(dataset))
        .flatMap(cursor::failed)
        .map(ModelVersion::provider);
  }

  private String onceMore(Dataset dataset, Start start, String reason) {
    String said = said(reason, dataset, start);
    submissions.submit(
        submissions.again(dataset, start),
        (handle, begun) ->
            audit.add(
                handle, AuditLog.LOOP, Action.TRAINING, dataset.client(), dataset.version(), said));
    return said;
  }

  private void begin(
      Handle handle, Dataset dataset, Start start, Optional<Leaving> leaving, String reason) {
    training.begin(handle, dataset, start);
    leaving.ifPresent(
        stops -> outbox.add(handle, dataset.client(), migrating(dataset, stops, start)));
    audit.add(
        handle,
        AuditLog.LOOP,
        leaving.isPresent() ? Action.MIGRATING : Action.TRAINING,
        dataset.client(),
        dataset.version(),
        said(reason, dataset, start));
  }

  private static Message migrating(Dataset dataset, Leaving stops, Start start) {
    ClientId client = dataset.client();
    String next = "v" + dataset.version() + " with " + start.choice().tuner().provider();
    return Message.of(
            "migrating",
            client + ": " + next + " in place of v" + stops.version(),
            client + ": " + stops.words() + "; the same lines are trained as " + next)
        .with("Stops", stops.baseModel() + " at " + stops.provider() + " on " + stops.on())
        .with("Because", start.choice().why())
        .with("Expected cost", start.cost().words())
        .next("To follow it", "flywheel fine-tune status --client " + client);
  }

  private static String said(String reason, Dataset dataset, Start start) {
    return reason
        + ": training version "
        + dataset.version()
        + " with "
        + start.choice().tuner().provider()
        + ", "
        + start.choice().why();
  }
}

package ai.organized.flywheel.train;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import java.time.Clock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A person ends a training. What nothing was sent of ends at once; what its provider has, or may
 * have, is ended and taken away there by its next step, which comes now.
 */
public final class CancelTraining {
  /** As the registry says it. */
  static final String BY_A_PERSON = "cancelled by a person";

  private final Jdbi jdbi;
  private final JobStatuses jobs;
  private final ModelRegistry registry;
  private final Outbox outbox;
  private final AuditLog audit;
  private final Clock clock;

  public CancelTraining(
      Jdbi jdbi, ModelRegistry registry, Outbox outbox, AuditLog audit, Clock clock) {
    this.jdbi = jdbi;
    this.jobs = new JobStatuses(jdbi, clock);
    this.registry = registry;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param actor who ends it, for the audit log
   * @return whether it has ended now; otherwise its next step ends it
   * @throws RefusedException when there is nothing to end
   */
  public boolean cancel(String actor, ClientId client, int version) {
    boolean ended =
        jdbi.inTransaction(
            handle -> {
              boolean now = cancel(handle, client, version);
              audit.add(handle, actor, Action.CANCELLED, client, version, "by hand");
              return now;
            });
    registry.project(client);
    return ended;
  }

  private boolean cancel(Handle handle, ClientId client, int version) {
    JobStatus job =
        jobs.of(handle, client, version)
            .orElseThrow(() -> nothing(client, version, "was never submitted"));
    if (job.state() == JobState.DONE) {
      throw nothing(client, version, "has its verdict already");
    }
    if (job.state() == JobState.FAILED) {
      if (!job.mayBeAtWork()) {
        throw nothing(client, version, "has ended already: " + job.note().orElse("no reason"));
      }
      goBack(handle, client, version, job.jobId().isPresent());
      return false;
    }
    if (job.state() == JobState.PLANNED && !job.held()) {
      end(handle, client, version);
      return true;
    }
    ask(handle, client, version);
    return false;
  }

  private void ask(Handle handle, ClientId client, int version) {
    handle.execute(
        "update training_jobs set cancel_asked = ?, next_step = ? where client_id = ?"
            + " and version = ?",
        clock.millis(),
        clock.millis(),
        client.value(),
        version);
  }

  /** A training that was given up, and may go on at the provider. */
  private void goBack(Handle handle, ClientId client, int version, boolean known) {
    handle.execute(
        "update training_jobs set state = ?, failures = 0 where client_id = ? and version = ?",
        (known ? JobState.RUNNING : JobState.CREATING).word(),
        client.value(),
        version);
    registry.move(handle, client, version, ModelState.TRAINING, "is being cancelled");
    ask(handle, client, version);
  }

  private void end(Handle handle, ClientId client, int version) {
    handle.execute(
        "update training_jobs set state = 'failed', note = ?, lease_owner = null,"
            + " lease_until = null where client_id = ? and version = ?",
        BY_A_PERSON,
        client.value(),
        version);
    registry.move(handle, client, version, ModelState.FAILED, BY_A_PERSON);
    outbox.add(handle, client, "failed", client + " v" + version + " failed: " + BY_A_PERSON);
  }

  private static RefusedException nothing(ClientId client, int version, String why) {
    return new RefusedException(
        "nothing_to_cancel",
        "version "
            + version
            + " of client "
            + client
            + " "
            + why
            + "; see: flywheel fine-tune status --client "
            + client);
  }
}

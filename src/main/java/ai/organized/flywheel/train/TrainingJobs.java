package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.storage.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/**
 * The table {@code training_jobs}. A job is taken by a lease; every change is made under that
 * lease, so that whoever lost it changes nothing.
 */
public final class TrainingJobs {
  /** One that a person wants to end is not waited with. */
  private static final String POLL_NEXT =
      "next_step = case when cancel_asked is null then :next else next_step end";

  private static final String LET_GO = ", lease_owner = null, lease_until = null";

  private final Jdbi jdbi;
  private final Lease lease;
  private final ModelRegistry registry;
  private final DueJobs due;
  private final JobStatuses statuses;
  private final Duration poll;

  public TrainingJobs(
      Jdbi jdbi, Lease lease, ModelRegistry registry, Clients clients, Duration poll) {
    this.jdbi = jdbi;
    this.lease = lease;
    this.registry = registry;
    this.due = new DueJobs(jdbi, lease, clients);
    this.statuses = new JobStatuses(jdbi, lease.clock());
    this.poll = poll;
  }

  /**
   * Plans a job, in the caller's transaction.
   *
   * @param estimatedUsd what it will cost; empty: not known
   */
  public void plan(Handle handle, ClientId client, int version, OptionalDouble estimatedUsd) {
    handle.execute(
        "insert into training_jobs (client_id, version, state, next_step, planned_at,"
            + " estimated_usd) values (?, ?, 'planned', ?, ?, ?)",
        client.value(),
        version,
        lease.now(),
        lease.now(),
        estimatedUsd.isPresent() ? estimatedUsd.getAsDouble() : null);
  }

  /** Takes every job that is due and that nobody else holds. */
  public List<TrainingJob> take() {
    return due.all().stream().filter(due::claim).toList();
  }

  /** Takes this one, when it is due and nobody else holds it. */
  public Optional<TrainingJob> takeOf(ClientId client, int version) {
    return due.all().stream()
        .filter(job -> job.client().equals(client) && job.version() == version)
        .filter(due::claim)
        .findFirst();
  }

  /** As it stands; it is not taken. */
  public Optional<TrainingJob> of(ClientId client, int version) {
    return due.of(client, version);
  }

  /** Writes the intent to upload before anything is sent. */
  public TrainingJob beginUpload(TrainingJob job) {
    return begin(job, JobState.UPLOADING);
  }

  /** Writes the intent to create a job before anything is sent: from here on it may cost money. */
  public TrainingJob beginCreate(TrainingJob job) {
    return begin(job, JobState.CREATING);
  }

  private TrainingJob begin(TrainingJob job, JobState next) {
    boolean again = job.state() == next;
    if (!again) {
      set(job, next, "intent_at = :now", update -> update.bind("now", lease.now()));
    }
    return job.in(next, again);
  }

  /**
   * Right before the call that creates: from now on a lost answer must be waited for.
   *
   * @throws UnavailableException when a person has cancelled it meanwhile: nothing is created, and
   *     its next step takes away what was uploaded
   */
  public void intend(TrainingJob job) {
    if (isUnwanted(job)) { // asked first: what was never sent leaves no intent
      throw new UnavailableException(CancelTraining.BY_A_PERSON);
    }
    set(job, job.state(), "intent_at = :now", update -> update.bind("now", lease.now()));
  }

  private boolean isUnwanted(TrainingJob job) {
    return statuses.of(job.client(), job.version()).filter(JobStatus::cancelAsked).isPresent();
  }

  public TrainingJob uploaded(TrainingJob job) {
    set(
        job,
        JobState.UPLOADED,
        "file_id = :file, intent_at = null",
        update -> update.bind("file", job.fileId()));
    return job.in(JobState.UPLOADED, false);
  }

  /** The provider has the job; it is asked again after the poll interval. */
  public void created(TrainingJob job) {
    set(
        job,
        JobState.RUNNING,
        "job_id = :job, created_at = :now, failures = 0, " + POLL_NEXT + LET_GO,
        update -> update.bind("job", job.jobId()).bind("now", lease.now()).bind("next", next()));
  }

  private long next() {
    return lease.now() + poll.toMillis();
  }

  /** Still training. */
  public void waiting(TrainingJob job, String event) {
    set(
        job,
        JobState.RUNNING,
        "last_event = :event, failures = 0, " + POLL_NEXT + LET_GO,
        update -> update.bind("event", event).bind("next", next()));
  }

  /**
   * There is a model: state and registry in one transaction.
   *
   * @param billedTokens empty when the provider does not say
   * @param billedUsd what they cost; empty when it is not known
   */
  public void trained(
      TrainingJob job, String modelId, OptionalLong billedTokens, OptionalDouble billedUsd) {
    Long tokens = billedTokens.isPresent() ? billedTokens.getAsLong() : null;
    Double usd = billedUsd.isPresent() ? billedUsd.getAsDouble() : null;
    jdbi.useTransaction(
        handle -> {
          set(
              handle,
              job,
              JobState.EVALUATING,
              "failures = 0, last_event = 'succeeded', billed_tokens = :tokens, billed_usd = :usd",
              update -> update.bind("tokens", tokens).bind("usd", usd));
          registry.trained(handle, job.client(), job.version(), modelId);
        });
    registry.project(job.client());
  }

  /** The verdict is spoken, in the caller's transaction. */
  public void done(Handle handle, TrainingJob job) {
    set(handle, job, JobState.DONE, "lease_owner = null, lease_until = null", update -> update);
  }

  /** Takes the job up again later, in the state it is in. */
  void postpone(TrainingJob job, Duration delay, String note) {
    String next = job.cancelAsked() ? "next_step = :next" : POLL_NEXT; // it was the cancel itself
    jdbi.useHandle(
        handle ->
            update(
                    handle,
                    job,
                    "failures = failures + 1, note = :note, lease_owner = null, lease_until = null,"
                        + next)
                .bind("next", lease.now() + delay.toMillis())
                .bind("note", note)
                .execute());
  }

  /** The provider has none, or has ended it: none is looked for, and to go on one is needed. */
  public void forgetJob(TrainingJob job) {
    set(job, job.state(), "job_id = null, intent_at = null", update -> update);
  }

  /**
   * Holds the job for longer; said after every answer of an evaluation, which can take its time.
   *
   * @throws RefusedException when a person has cancelled it meanwhile
   */
  public void renew(TrainingJob job) {
    set(job, job.state(), "lease_until = :until", update -> update.bind("until", lease.until()));
    if (isUnwanted(job)) {
      throw new RefusedException("cancelled", CancelTraining.BY_A_PERSON);
    }
  }

  /** Ends the job without a model, in the caller's transaction. */
  void fail(Handle handle, TrainingJob job, ModelState state, String reason) {
    set(
        handle,
        job,
        JobState.FAILED,
        "note = :note" + LET_GO,
        update -> update.bind("note", reason));
    registry.move(handle, job.client(), job.version(), state, reason);
  }

  private interface Bindings {
    Update on(Update update);
  }

  private void set(TrainingJob job, JobState state, String columns, Bindings bindings) {
    jdbi.useHandle(handle -> set(handle, job, state, columns, bindings));
  }

  private Update update(Handle handle, TrainingJob job, String columns) {
    return handle
        .createUpdate(
            "update training_jobs set "
                + columns
                + " where client_id = :client and version = :version and lease_owner = :owner")
        .bind("client", job.client().value())
        .bind("version", job.version())
        .bind("owner", lease.owner());
  }

  private void set(
      Handle handle, TrainingJob job, JobState state, String columns, Bindings bindings) {
    Update update = update(handle, job, "state = :state, " + columns).bind("state", state.word());
    int changed = bindings.on(update).execute();
    if (changed != 1) {
      throw new RefusedException(
          "lease_lost",
          "training of "
              + job.client()
              + " v"
              + job.version()
              + " was taken over by another process; it goes on there");
    }
  }
}

package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
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
  private final Jdbi jdbi;
  private final Lease lease;
  private final ModelRegistry registry;
  private final Clients clients;
  private final Duration poll;

  public TrainingJobs(
      Jdbi jdbi, Lease lease, ModelRegistry registry, Clients clients, Duration poll) {
    this.jdbi = jdbi;
    this.lease = lease;
    this.registry = registry;
    this.clients = clients;
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
    return due().stream().filter(this::claim).toList();
  }

  /** Takes this one, when it is due and nobody else holds it. */
  public Optional<TrainingJob> takeOf(ClientId client, int version) {
    return due().stream()
        .filter(job -> job.client().equals(client) && job.version() == version)
        .filter(this::claim)
        .findFirst();
  }

  private List<TrainingJob> due() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select j.*, m.provider, m.base_model, m.model_id, d.hash from training_jobs j"
                        + " join model_versions m on m.client_id = j.client_id and m.version ="
                        + " j.version join datasets d on d.client_id = j.client_id and d.version ="
                        + " j.version where j.state not in ('done', 'failed') and j.next_step <="
                        + " :now and (j.lease_until is null or j.lease_until < :now)"
                        + " order by j.next_step")
                .bind("now", lease.now())
                .map((row, context) -> ReadTrainingJob.from(row, clients))
                .list());
  }

  private boolean claim(TrainingJob job) {
    return jdbi.withHandle(
        handle ->
            handle.execute(
                    "update training_jobs set lease_owner = ?, lease_until = ? where client_id = ?"
                        + " and version = ? and state = ? and next_step <= ?"
                        + " and (lease_until is null or lease_until < ?)",
                    lease.owner(),
                    lease.until(),
                    job.client().value(),
                    job.version(),
                    job.state().word(),
                    lease.now(),
                    lease.now())
                == 1);
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

  /** Right before the call that creates: from now on a lost answer must be waited for. */
  public void intend(TrainingJob job) {
    set(job, job.state(), "intent_at = :now", update -> update.bind("now", lease.now()));
  }

  public TrainingJob uploaded(TrainingJob job) {
    set(job, JobState.UPLOADED, "file_id = :file", update -> update.bind("file", job.fileId()));
    return job.in(JobState.UPLOADED, false);
  }

  /** The provider has the job; it is asked again after the poll interval. */
  public void created(TrainingJob job) {
    set(
        job,
        JobState.RUNNING,
        "job_id = :job, created_at = :now, failures = 0, next_step = :next, lease_owner = null,"
            + " lease_until = null",
        update ->
            update
                .bind("job", job.jobId())
                .bind("now", lease.now())
                .bind("next", lease.now() + poll.toMillis()));
  }

  /** Still training. */
  public void waiting(TrainingJob job, String event) {
    set(
        job,
        JobState.RUNNING,
        "last_event = :event, failures = 0, next_step = :next, lease_owner = null, lease_until = null",
        update -> update.bind("event", event).bind("next", lease.now() + poll.toMillis()));
  }

  /**
   * There is a model: state and registry in one transaction.
   *
   * @param billedTokens empty when the provider does not say
   */
  public void trained(TrainingJob job, String modelId, OptionalLong billedTokens) {
    Long billed = billedTokens.isPresent() ? billedTokens.getAsLong() : null;
    jdbi.useTransaction(
        handle -> {
          set(
              handle,
              job,
              JobState.EVALUATING,
              "failures = 0, last_event = 'succeeded', billed_tokens = :billed",
              update -> update.bind("billed", billed));
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
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update training_jobs set failures = failures + 1, next_step = ?, note = ?,"
                    + " lease_owner = null, lease_until = null"
                    + " where client_id = ? and version = ? and lease_owner = ?",
                lease.now() + delay.toMillis(),
                note,
                job.client().value(),
                job.version(),
                lease.owner()));
  }

  /** The provider has ended the job: to go on, another one is needed. */
  void forgetJob(TrainingJob job) {
    set(job, job.state(), "job_id = null", update -> update);
  }

  /** Whether a version of the client is still on its way to a verdict. */
  public boolean isUnderWay(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select 1 from training_jobs where client_id = ?"
                        + " and state not in ('done', 'failed') limit 1")
                .bind(0, client.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /**
   * Holds the job for longer; said after every answer of an evaluation, which can take its time.
   */
  public void renew(TrainingJob job) {
    set(job, job.state(), "lease_until = :until", update -> update.bind("until", lease.until()));
  }

  /** Ends the job without a model, in the caller's transaction. */
  void fail(Handle handle, TrainingJob job, ModelState state, String reason) {
    set(
        handle,
        job,
        JobState.FAILED,
        "note = :note, lease_owner = null, lease_until = null",
        update -> update.bind("note", reason));
    registry.move(handle, job.client(), job.version(), state, reason);
  }

  private interface Bindings {
    Update on(Update update);
  }

  private void set(TrainingJob job, JobState state, String columns, Bindings bindings) {
    jdbi.useHandle(handle -> set(handle, job, state, columns, bindings));
  }

  private void set(
      Handle handle, TrainingJob job, JobState state, String columns, Bindings bindings) {
    int changed =
        bindings
            .on(
                handle
                    .createUpdate(
                        "update training_jobs set state = :state, "
                            + columns
                            + " where client_id = :client and version = :version"
                            + " and lease_owner = :owner")
                    .bind("state", state.word())
                    .bind("client", job.client().value())
                    .bind("version", job.version())
                    .bind("owner", lease.owner()))
            .execute();
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

package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.storage.Lease;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The jobs that are due and that nobody holds, and how one of them is taken. */
final class DueJobs {
  private static final String JOBS =
      "select j.*, m.provider, m.base_model, m.model_id, d.hash from training_jobs j"
          + " join model_versions m on m.client_id = j.client_id and m.version = j.version"
          + " join datasets d on d.client_id = j.client_id and d.version = j.version";

  private final Jdbi jdbi;
  private final Lease lease;
  private final Clients clients;

  DueJobs(Jdbi jdbi, Lease lease, Clients clients) {
    this.jdbi = jdbi;
    this.lease = lease;
    this.clients = clients;
  }

  /** The one that waits longest first. */
  List<TrainingJob> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    JOBS
                        + " where j.state not in ('done', 'failed') and j.next_step <="
                        + " :now and (j.lease_until is null or j.lease_until < :now)"
                        + " order by j.next_step")
                .bind("now", lease.now())
                .map((row, context) -> ReadTrainingJob.from(row, clients))
                .list());
  }

  /** This one, due or not. */
  Optional<TrainingJob> of(ClientId client, int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(JOBS + " where j.client_id = ? and j.version = ?")
                .bind(0, client.value())
                .bind(1, version)
                .map((row, context) -> ReadTrainingJob.from(row, clients))
                .findOne());
  }

  /** False when another process took it first. */
  boolean claim(TrainingJob job) {
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
}

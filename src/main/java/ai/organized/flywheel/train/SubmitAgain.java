package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import java.time.Clock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Lets a failed or refused training go on where it stopped. What may have been paid for is looked
 * for first: a model is evaluated, a running job is asked, a file or job whose answer was lost is
 * found.
 */
public final class SubmitAgain {
  private static final String GO_ON =
      "update training_jobs set state = case"
          + " when (select model_id from model_versions m where m.client_id ="
          + " training_jobs.client_id and m.version = training_jobs.version) is not null"
          + " then 'evaluating'"
          + " when job_id is not null then 'running'"
          + " when file_id is not null then 'creating'"
          + " else 'uploading' end,"
          + " failures = 0, note = null, next_step = ?"
          + " where client_id = ? and version = ? and state = 'failed'";

  private final Jdbi jdbi;
  private final ModelRegistry registry;
  private final Clock clock;

  public SubmitAgain(Jdbi jdbi, ModelRegistry registry, Clock clock) {
    this.jdbi = jdbi;
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * @throws RefusedException when there is no such training, or it has not failed
   */
  public void submit(ClientId client, int version) {
    jdbi.useTransaction(handle -> submit(handle, client, version));
    registry.project(client);
  }

  private void submit(Handle handle, ClientId client, int version) {
    if (handle.execute(GO_ON, clock.millis(), client.value(), version) == 0) {
      throw new RefusedException(
          "not_failed",
          "client "
              + client
              + " has no failed training of version "
              + version
              + ", and a version that was evaluated is not trained again; see: flywheel fine-tune"
              + " status --client "
              + client);
    }
    registry.move(handle, client, version, ModelState.TRAINING, "submitted again");
  }
}

package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/**
 * Lets a failed or refused training go on where it stopped, or begin anew elsewhere. What may have
 * been paid for is looked for first: a model is evaluated, a running job is asked, a file or job
 * whose answer was lost is found.
 */
public final class SubmitAgain {
  /** A job that its provider has, or may have: what it costs stays in the sums. */
  private static final String HAD =
      "(created_at is not null or (file_id is not null and intent_at is not null))";

  /** Another attempt. One whose answer was lost and that is found again is the same attempt. */
  private static String attempt(String had) {
    return " earlier_at = case when "
        + had
        + " then planned_at else earlier_at end, earlier_usd = case when "
        + had
        + " then coalesce(earlier_usd, 0)"
        + " + coalesce(billed_usd, estimated_usd, 0) else earlier_usd end, created_at = null,"
        + " billed_tokens = null,"
        + " billed_usd = null, planned_at = :now, estimated_usd = :usd,";
  }

  private static final String NEXT =
      " failures = 0, note = null, cancel_asked = null, next_step = :now"
          + " where client_id = :client and version = :version and state = 'failed'";

  private static final String GO_ON =
      "update training_jobs set state = case"
          + " when (select model_id from model_versions m where m.client_id ="
          + " training_jobs.client_id and m.version = training_jobs.version) is not null"
          + " then 'evaluating'"
          + " when job_id is not null then 'running'"
          + " when file_id is not null and intent_at is not null then 'creating'"
          + " else 'uploading' end,"
          // without a job the file is looked for too: it may be gone by now
          + " file_id = case when job_id is not null or intent_at is not null then file_id end,";

  private static final String ELSEWHERE =
      "update training_jobs set state = 'planned', file_id = null, job_id = null, event_id = null,"
          + " intent_at = null, last_event = null,";

  private final Jdbi jdbi;
  private final ModelRegistry registry;
  private final Clock clock;

  public SubmitAgain(Jdbi jdbi, ModelRegistry registry, Clock clock) {
    this.jdbi = jdbi;
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * Goes on with what its provider has.
   *
   * @throws RefusedException when there is no such training, or it has not failed
   */
  public void submit(ClientId client, int version) {
    jdbi.useTransaction(handle -> goOn(handle, client, version));
    registry.project(client);
  }

  /** The same in the caller's transaction. */
  public void goOn(Handle handle, ClientId client, int version) {
    requireModel(registry.version(handle, client, version));
    change(handle, GO_ON + NEXT, client, version, OptionalDouble.empty());
  }

  private static void requireModel(ModelVersion version) {
    if (version.removingAt().isPresent()) {
      throw new RefusedException(
          "model_removed",
          "the model of version "
              + version.version()
              + " of client "
              + version.client()
              + " was removed to make room and cannot be evaluated; to train its lines anew, name"
              + " another provider: flywheel fine-tune submit --client "
              + version.client()
              + " --version "
              + version.version()
              + " --provider …");
    }
  }

  /**
   * Goes on, and has its provider train it once more; in the caller's transaction.
   *
   * @param usd what that will cost; empty: not known
   */
  public void onceMore(Handle handle, ClientId client, int version, OptionalDouble usd) {
    forgetAnswers(handle, client, version);
    change(handle, GO_ON + attempt("created_at is not null") + NEXT, client, version, usd);
  }

  /** Begins anew with another provider, in the caller's transaction. */
  public void elsewhere(
      Handle handle, ClientId client, int version, FineTuner tuner, OptionalDouble usd) {
    forgetAnswers(handle, client, version);
    change(handle, ELSEWHERE + attempt(HAD) + NEXT, client, version, usd);
    handle.execute(
        "delete from training_events where client_id = ? and version = ?", client.value(), version);
    registry.beginAnew(
        handle,
        client,
        version,
        ChooseTrack.word(tuner.track()),
        tuner.provider(),
        tuner.baseModel());
  }

  /** Of the model that it was: the next one may have its name, and answers otherwise. */
  private static void forgetAnswers(Handle handle, ClientId client, int version) {
    for (String table : List.of("evaluation_answers", "evaluation_silences")) {
      handle.execute(
          "delete from "
              + table
              + " where client_id = ? and (provider, model_id) in (select provider, model_id from"
              + " model_versions where client_id = ? and version = ?)",
          client.value(),
          client.value(),
          version);
    }
  }

  private void change(
      Handle handle, String update, ClientId client, int version, OptionalDouble usd) {
    Update bound =
        handle
            .createUpdate(update)
            .bind("now", clock.millis())
            .bind("client", client.value())
            .bind("version", version);
    if (update.contains(":usd")) {
      bound.bind("usd", usd.isPresent() ? usd.getAsDouble() : null);
    }
    int changed = bound.execute();
    if (changed == 0) {
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

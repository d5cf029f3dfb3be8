package ai.organized.flywheel.train;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.notify.Message;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.storage.Backoff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a job whose step threw: later again, or the end with its reason. */
public final class TrainingFailure {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingFailure.class);

  /** At ten minutes each this is about a day of a provider that does not answer. */
  static final int GIVE_UP = 150;

  private static final Duration CANCEL_AGAIN = Duration.ofSeconds(30);

  private final Jdbi jdbi;
  private final TrainingJobs jobs;
  private final ModelRegistry registry;
  private final Outbox outbox;
  private final AuditLog audit;

  public TrainingFailure(
      Jdbi jdbi, TrainingJobs jobs, ModelRegistry registry, Outbox outbox, AuditLog audit) {
    this.jdbi = jdbi;
    this.jobs = jobs;
    this.registry = registry;
    this.outbox = outbox;
    this.audit = audit;
  }

  public void of(TrainingJob job, Throwable thrown) {
    String what = "training of " + job.client() + " v" + job.version();
    boolean busy = thrown instanceof UnavailableException || isNetwork(thrown);
    if (busy && job.failures() < GIVE_UP) {
      Duration delay = delay(job, retryAfter(thrown));
      LOG.warn("{} waits {} ms: {}", what, delay.toMillis(), message(thrown));
      jobs.postpone(job, delay, message(thrown));
      return;
    }
    ModelState end = busy ? ModelState.FAILED : end(thrown);
    if (thrown instanceof FailureException known) {
      LOG.atLevel(known.logLevel()).log("{} {}: {}", what, end.word(), message(thrown));
    } else {
      LOG.error("{} {}", what, end.word(), thrown);
    }
    end(job, end, message(thrown));
  }

  /** Whoever ends a training waits for it, however often its earlier steps have failed. */
  private static Duration delay(TrainingJob job, Optional<Duration> asked) {
    Duration delay = Backoff.after(job.failures(), asked);
    boolean soon = job.cancelAsked() && asked.isEmpty() && delay.compareTo(CANCEL_AGAIN) > 0;
    return soon ? CANCEL_AGAIN : delay;
  }

  /** The job, the registry and the message in one transaction. */
  public void end(TrainingJob job, ModelState state, String reason) {
    jdbi.useTransaction(
        handle -> {
          jobs.fail(handle, job, state, reason);
          outbox.add(handle, job.client(), told(job, state, reason));
          Action action = state == ModelState.REFUSED ? Action.REFUSED : Action.FAILED;
          audit.add(handle, AuditLog.LOOP, action, job.client(), job.version(), reason);
        });
    registry.project(job.client());
  }

  private static Message told(TrainingJob job, ModelState state, String reason) {
    String title = job.client() + " v" + job.version() + " " + state.word();
    Message message =
        Message.of(state.word(), title, title + ": " + reason)
            .with("Trained by", job.provider())
            .with("From", job.baseModel());
    return state == ModelState.REFUSED
        ? message
        : message.next(
            "To try it once more",
            "flywheel fine-tune submit --client " + job.client() + " --version " + job.version());
  }

  /** What is not allowed is refused; all else failed. */
  private static ModelState end(Throwable thrown) {
    boolean refused =
        thrown instanceof FailureException known && known.code().equals("egress_refused");
    return refused ? ModelState.REFUSED : ModelState.FAILED;
  }

  private static boolean isNetwork(Throwable thrown) {
    return thrown instanceof IOException || thrown instanceof UncheckedIOException;
  }

  private static Optional<Duration> retryAfter(Throwable thrown) {
    return thrown instanceof UnavailableException busy ? busy.retryAfter() : Optional.empty();
  }

  private static String message(Throwable thrown) {
    // What we did not foresee may quote anything: its message stays in the log of this machine.
    if (thrown instanceof FailureException) {
      return thrown.getMessage();
    }
    String kind = thrown.getClass().getSimpleName();
    return isNetwork(thrown)
        ? kind + ": " + thrown.getMessage()
        : "an error on our side (" + kind + "); see the log";
  }
}
